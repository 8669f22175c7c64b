// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.ErrorOutput;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;

/** Standard error as the reading half of a terminal, so that it is read, ended and closed like one; nothing is written to it. */
final class ErrorChannel implements TerminalDevice {

    private final ErrorOutput error;

    ErrorChannel(ErrorOutput error) {
        this.error = error;
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return error.read(destination);
    }

    @Override
    public Readiness readable() {
        return error.readable();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("write to standard error");
    }

    @Override
    public Readiness writable() {
        return action -> {
            throw new UnsupportedOperationException("write to standard error");
        };
    }

    @Override
    public void leaderExited(boolean keepOutputOpen) {
        error.leaderExited(keepOutputOpen);
    }

    @Override
    public void resize(TerminalSize size) {
        throw new UnsupportedOperationException("resize standard error");
    }

    @Override
    public void close() throws IOException {
        error.close();
    }
}
