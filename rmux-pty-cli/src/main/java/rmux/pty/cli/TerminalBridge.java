// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** Connects a session to the user's terminal, or to pipes where there is none, until the program's output ends. */
final class TerminalBridge {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");
    private static final int BUFFER_SIZE = 64 * 1024;
    private static final byte END_OF_FILE_KEY = 4; // ^D, termios' VEOF

    /** Sees what passes. */
    interface Tap {
        Tap NONE = new Tap() {};

        /** The session has started. */
        default void started(TerminalSize size) throws IOException {}

        /** The program wrote something. */
        default void output(byte[] bytes, int length) throws IOException {}

        /** The terminal got another size. */
        default void resized(TerminalSize size) throws IOException {}
    }

    private final PtySession session;
    private final Tap tap;

    private TerminalBridge(PtySession session, Tap tap) {
        this.session = session;
        this.tap = tap;
    }

    /** Runs a command; returns its status as a shell shows it. */
    static int run(SessionOptions options, List<String> command, Tap tap) throws IOException, InterruptedException {
        Optional<LocalTerminal> local = LocalTerminal.open();
        try {
            TerminalSize size = local.map(LocalTerminal::size).orElse(TerminalSize.DEFAULT);
            try (PtySession session = options.spawn(command, size)) {
                return new TerminalBridge(session, tap).run(local, !options.hasFixedSize());
            }
        } finally {
            if (local.isPresent()) {
                local.get().close();
            }
        }
    }

    private int run(Optional<LocalTerminal> local, boolean followSize) throws IOException, InterruptedException {
        Thread undoing = new Thread(() -> undo(local), "shutdown");
        Runtime.getRuntime().addShutdownHook(undoing);
        try {
            tap.started(session.master().size());
            local.ifPresent(terminal -> attach(terminal, followSize));
            pumpInput(local.isEmpty());
            pumpOutput();
            return session.child().waitFor().shellCode();
        } catch (ClosedChannelException e) {
            LOGGER.log(Level.DEBUG, "closed by the shutdown hook", e);
            return ExitCodes.FAILURE; // which nobody sees: the JVM ends with the signal's
        } finally {
            keepFromUndoing(undoing);
        }
    }

    private static void keepFromUndoing(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOGGER.log(Level.DEBUG, "it is being run", e);
        }
    }

    /** For an end by a signal, which the ordinary way out never sees. */
    private void undo(Optional<LocalTerminal> local) {
        local.ifPresent(LocalTerminal::restore);
        try {
            session.close();
        } catch (PtyException e) {
            LOGGER.log(Level.DEBUG, "close", e); // closing the JVM hangs the program up as well
        }
    }

    private void attach(LocalTerminal terminal, boolean followSize) {
        terminal.keepRawMode();
        if (followSize) {
            terminal.onResize(() -> follow(terminal));
            follow(terminal); // it may have changed since the program was started
        }
    }

    /** Signals come in threads of their own: one at a time, and each looks anew, so that the last one wins. */
    private synchronized void follow(LocalTerminal terminal) {
        try {
            TerminalSize size = terminal.size();
            if (!size.equals(session.master().size())) {
                session.master().resize(size);
                tap.resized(size);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "resize", e); // the session is ending
        }
    }

    /** In the background, for nothing ends a read of standard input; a daemon thread does not keep the JVM. */
    private void pumpInput(boolean sendEndOfFile) {
        Thread thread = new Thread(() -> copyInput(sendEndOfFile), "standard-input");
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private void copyInput(boolean sendEndOfFile) {
        byte[] bytes = new byte[BUFFER_SIZE];
        byte last = '\n';
        try {
            InputStream input = new FileInputStream(FileDescriptor.in);
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                session.master().write(ByteBuffer.wrap(bytes, 0, count));
                last = count > 0 ? bytes[count - 1] : last;
            }
            if (sendEndOfFile) {
                sendEndOfFile(last == '\n');
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "standard input", e); // the session has ended, and who typed sees why
        }
    }

    /** ^D ends the input at the start of a line; within one, the first only delivers the line so far (termios(3), VEOF). */
    private void sendEndOfFile(boolean atLineStart) throws IOException {
        byte[] keys = atLineStart ? new byte[] {END_OF_FILE_KEY} : new byte[] {END_OF_FILE_KEY, END_OF_FILE_KEY};
        session.master().write(ByteBuffer.wrap(keys));
    }

    private void pumpOutput() throws IOException {
        StandardOutput output = new StandardOutput();
        byte[] bytes = new byte[BUFFER_SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int count = session.master().read(buffer);
                count >= 0;
                count = session.master().read(buffer.clear())) {
            output.write(bytes, count);
            tap.output(bytes, count);
        }
    }
}
