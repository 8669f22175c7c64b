// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** Connects a session to the user's terminal, or to pipes where there is none, until the program's output ends. */
final class TerminalBridge {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");
    private static final int BUFFER_SIZE = 64 * 1024;

    /** Sees what passes. */
    interface Tap {
        Tap NONE = new Tap() {};

        /** The session has started. */
        default void started(TerminalSize size) throws IOException {}

        /** The program wrote something. */
        default void output(byte[] bytes, int length) throws IOException {}

        /** The terminal got another size. */
        default void resized(TerminalSize size) throws IOException {}

        /** The program ended, and its output before that; {@code status} is as a shell shows it. */
        default void ended(int status) throws IOException {}
    }

    private final StandardStreams streams;
    private final PtySession session;
    private final SessionEnding ending;
    private final Tap tap;
    private final Steps steps;

    private TerminalBridge(StandardStreams streams, PtySession session, Tap tap, Steps steps) {
        this.streams = streams;
        this.session = session;
        this.ending = new SessionEnding(session, streams);
        this.tap = tap;
        this.steps = steps;
    }

    /** Runs a command; returns its status as a shell shows it. The terminal is restored last. */
    static int run(SessionOptions options, List<String> command, Tap tap) throws IOException, InterruptedException {
        return run(options, command, tap, Steps.none());
    }

    /** Runs a command, as {@link #run(SessionOptions, List, Tap)} does; the user's input follows the steps. */
    static int run(SessionOptions options, List<String> command, Tap tap, Steps steps)
            throws IOException, InterruptedException {
        StandardStreams streams = StandardStreams.ofThisProcess();
        PtySession session = options.spawn(command, streams.size().orElse(TerminalSize.DEFAULT));
        TerminalBridge bridge = new TerminalBridge(streams, session, tap, steps);
        try (session) {
            return bridge.run(!options.hasFixedSize());
        } finally {
            streams.restore();
            bridge.ending.finished();
        }
    }

    private int run(boolean followSize) throws IOException, InterruptedException {
        ending.handleSignals();
        try {
            tap.started(session.master().size());
            if (streams.isInteractive()) {
                streams.enterRawMode();
            }
            if (followSize) {
                streams.onResize(this::followSize);
                followSize(); // it may have changed since the program was started
            }
            startInput();
            copyOutput();
            if (ending.status().isEmpty()) {
                steps.verdict();
            }
            streams.stopReading();
            int status = session.child().waitFor().shellCode();
            tap.ended(status);
            return ending.status().orElse(status);
        } catch (IOException e) {
            OptionalInt ended = ending.status();
            if (ended.isEmpty()) {
                steps.verdict();
                throw e;
            }
            LOGGER.log(Level.DEBUG, "the session was closed, or the terminal has gone", e);
            return ended.getAsInt();
        } finally {
            streams.stopReading();
            ending.outputEnded();
        }
    }

    /** Signals come in threads of their own: one at a time, and each queries the size anew, so that the last one wins. */
    private synchronized void followSize() {
        Optional<TerminalSize> size = streams.size();
        try {
            if (size.isPresent() && !size.get().equals(session.master().size())) {
                session.master().resize(size.get());
                tap.resized(size.get());
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "resize", e); // the session is ending
        }
    }

    /** In a daemon thread, because a read of standard input that nothing can end does not keep the JVM from exiting then. */
    private void startInput() {
        Thread thread = new Thread(this::copyInput, "standard-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void copyInput() {
        byte[] bytes = new byte[BUFFER_SIZE];
        byte last = '\n';
        try {
            if (!steps.play(session)) {
                session.close(); // the output ends, and what failed is reported
                return;
            }
            for (int count = streams.read(bytes); count >= 0; count = streams.read(bytes)) {
                session.master().write(ByteBuffer.wrap(bytes, 0, count));
                last = count > 0 ? bytes[count - 1] : last;
            }
            if (!streams.isInteractive()) {
                session.master().write(ByteBuffer.wrap(streams.endOfInput(last)));
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "standard input", e); // the session has ended, and who typed sees why
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyOutput() throws IOException {
        StandardOutput output = new StandardOutput();
        byte[] bytes = new byte[BUFFER_SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int count = session.master().read(buffer);
                count >= 0;
                count = session.master().read(buffer.clear())) {
            output.write(bytes, count);
            tap.output(bytes, count);
            steps.output(bytes, count);
        }
    }
}
