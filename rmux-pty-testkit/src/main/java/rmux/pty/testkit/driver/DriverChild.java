// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.spi.ChildControl;

/** The program of a driver: what a stream terminal's is, and what drivers can do beyond that. */
record DriverChild(ChildControl plain, DriverTerminal terminal, OptionalLong number) implements ChildControl {

    /** As the driver says, even if the library has collected a short program before a handle could be taken. */
    @Override
    public OptionalLong pid() {
        return number;
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return plain.handle();
    }

    @Override
    public void onExit(BooleanSupplier collected) throws IOException {
        plain.onExit(collected);
    }

    @Override
    public Optional<ExitStatus> collect() throws IOException {
        return plain.collect();
    }

    @Override
    public void signalForeground(PtySignal signal) throws IOException {
        plain.signalForeground(signal);
    }

    /** While the terminal is being closed, a signal is only a further attempt, which must not fail. */
    @Override
    public void signalLeader(PtySignal signal) throws IOException {
        if (terminal.isClosing()) {
            plain.signalLeader(signal);
        } else {
            terminal.signal(signal, "leader");
        }
    }

    @Override
    public OptionalLong foregroundProcessGroup() throws IOException {
        return terminal.ask("foreground").get("group") instanceof Long group
                ? OptionalLong.of(group)
                : OptionalLong.empty();
    }

    @Override
    public boolean continueIfStopped() throws IOException {
        return Boolean.TRUE.equals(terminal.ask("continue").get("stopped"));
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
