// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.server.internal.ServerThreads;

/** A terminal as the client asked for. */
final class TerminalStreams implements ProgramStreams {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int BUFFER_SIZE = 32 * 1024;

    private final PtyCommand command;

    TerminalStreams(PtyCommand command) {
        this.command = command;
    }

    @Override
    public PtyCommand command() {
        return command;
    }

    /** A write blocks for as long as the client's window is full, and nothing is read from the program meanwhile. */
    @Override
    public void carry(PtySession session, InputStream input, OutputStream output, OutputStream errors)
            throws IOException, InterruptedException {
        CompletableFuture<Void> ended = session.onOutput(buffer -> pass(buffer, output));
        ServerThreads.start("rmux-pty-ssh-input", () -> copyInput(input, session));
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IOException("the connection or the session has ended", e.getCause());
        }
    }

    private static void pass(ByteBuffer buffer, OutputStream output) {
        try {
            output.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyInput(InputStream input, PtySession session) {
        byte[] bytes = new byte[BUFFER_SIZE];
        try {
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                session.master().write(ByteBuffer.wrap(bytes, 0, count));
            }
            boolean understood = session.master().sendEof();
            LOGGER.log(Level.DEBUG, "end of input: {0}", understood);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "input", e); // the program or the connection has ended
        }
    }

    @Override
    public void close() {
        // The session closes its terminal.
    }
}
