// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.nio.ByteBuffer;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;

/** The master of a fake terminal. */
final class FakeDevice implements TerminalDevice {

    private final FakeKernel kernel;
    private final FakeTerminal terminal;
    private final Runnable onClose;
    private boolean leaderExited;
    private int afterExit;
    private boolean ended;

    FakeDevice(FakeKernel kernel, FakeTerminal terminal, Runnable onClose) {
        this.kernel = kernel;
        this.terminal = terminal;
        this.onClose = onClose;
    }

    @Override
    public int read(ByteBuffer destination) {
        return kernel.locked(() -> {
            int count = ended ? 0 : terminal.takeOutput(destination, leaderExited ? afterExit : Integer.MAX_VALUE);
            afterExit -= leaderExited ? count : 0;
            ended |= count == 0 && isAtEnd();
            return ended ? END : count;
        });
    }

    private boolean isAtEnd() {
        return leaderExited ? afterExit == 0 : terminal.outputSize() == 0 && terminal.isDeserted();
    }

    private boolean isReadable() {
        return terminal.outputSize() > 0 || isAtEnd();
    }

    @Override
    public int available() {
        return kernel.locked(() -> leaderExited ? afterExit : terminal.outputSize());
    }

    @Override
    public Readiness readable() {
        return action -> kernel.doLocked(() -> {
            terminal.waiters().onReadable(action, isReadable());
        });
    }

    @Override
    public int write(ByteBuffer source) {
        return kernel.locked(() -> terminal.type(source));
    }

    @Override
    public Readiness writable() {
        return action -> kernel.doLocked(() -> {
            terminal.waiters().onWritable(action, terminal.acceptsInput() || leaderExited);
        });
    }

    @Override
    public void leaderExited(boolean keepOutputOpen) {
        if (keepOutputOpen) {
            return;
        }
        kernel.doLocked(() -> {
            leaderExited = true;
            afterExit = terminal.outputSize();
            terminal.waiters().announceReadable();
            terminal.waiters().announceWritable();
        });
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.of(kernel.locked(terminal::size));
    }

    @Override
    public void resize(TerminalSize size) throws PtyException {
        kernel.call("resize_terminal");
        kernel.doLocked(() -> {
            terminal.resize(size);
        });
    }

    @Override
    public TerminalModes modes() {
        return kernel.locked(terminal::modes);
    }

    @Override
    public void setModes(TerminalModes modes) {
        kernel.doLocked(() -> {
            terminal.modes(modes);
        });
    }

    @Override
    public Optional<String> terminalName() {
        return terminal.name();
    }

    @Override
    public void close() throws PtyException {
        kernel.doLocked(() -> {
            terminal.hangUp();
        });
        kernel.release(terminal);
        onClose.run();
        kernel.call("close_terminal");
    }
}
