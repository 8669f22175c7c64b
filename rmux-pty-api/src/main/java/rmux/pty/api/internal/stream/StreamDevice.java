// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;

/** The device of a terminal that is reached through streams. */
final class StreamDevice implements TerminalDevice {

    private final StreamLink link;
    private final OutputPump output;
    private final InputPump input;

    StreamDevice(StreamLink link) {
        this.link = link;
        this.output = new OutputPump(link.terminal().output());
        this.input = new InputPump(link.terminal().input(), link.executor());
    }

    void start() throws IOException {
        output.start();
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return output.read(destination);
    }

    @Override
    public int available() {
        return output.available();
    }

    @Override
    public Readiness readable() {
        return output.readable();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return input.write(source);
    }

    @Override
    public Readiness writable() {
        return input.writable();
    }

    @Override
    public void leaderExited(boolean keepOutputOpen) {
        if (link.isLost()) {
            input.lose();
            output.lose();
        } else {
            output.leaderExited();
            input.end();
        }
        if (!keepOutputOpen) {
            link.executor().execute(output::endWhenQuiet);
        }
    }

    /** Not an error after the exit: there is nobody to notify. */
    @Override
    public void resize(TerminalSize size) throws IOException {
        if (!link.hasExited()) {
            link.calls().make("resize", () -> link.terminal().resize(size));
        }
    }

    @Override
    public void close() {
        output.close();
        input.end();
        link.close();
    }
}
