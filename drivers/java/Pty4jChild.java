// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.spi.ChildControl;

/** A program of pty4j, which has a process id but no handle: pty4j collects it at once. */
record Pty4jChild(ChildControl plain, long number) implements ChildControl {

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(number);
    }

    @Override
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(number);
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

    @Override
    public void signalLeader(PtySignal signal) throws IOException {
        plain.signalLeader(signal);
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
