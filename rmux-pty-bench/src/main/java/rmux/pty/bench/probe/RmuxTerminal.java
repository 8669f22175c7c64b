// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** This library, through the channel with direct buffers. */
final class RmuxTerminal implements Terminal {

    /** One for all sessions of a thread, as in limit.c: what a session costs is to be measured, and not a buffer for it. */
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(Parameters.BUFFER_SIZE));

    private final PtySession session;

    RmuxTerminal(PtySession session) {
        this.session = session;
    }

    static PtyCommand command(List<String> command) {
        return PtyCommand.of(command.get(0), command.subList(1, command.size())).withSize(TerminalSize.DEFAULT);
    }

    static PtySession spawn(List<String> command) throws PtyException {
        return command(command).spawn();
    }

    @Override
    public int receive(int most) throws IOException {
        return session.master().read(BUFFER.get().clear().limit(most));
    }

    @Override
    public ByteBuffer received() {
        return BUFFER.get().flip();
    }

    @Override
    public void send(int count) throws IOException {
        session.master().write(BUFFER.get().clear().limit(count));
    }

    @Override
    public int waitFor() throws InterruptedException {
        return session.child().waitFor().shellCode();
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
