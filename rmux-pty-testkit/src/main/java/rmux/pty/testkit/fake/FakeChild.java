// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.spi.ChildControl;

/** A program of the fake, from outside. */
final class FakeChild implements ChildControl {

    private final FakeKernel kernel;
    private final Task task;

    FakeChild(FakeKernel kernel, Task task) {
        this.kernel = kernel;
        this.task = task;
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(task.pid());
    }

    @Override
    public void onExit(BooleanSupplier collected) {
        boolean ended = kernel.locked(() -> {
            task.onExit(() -> {
                var unused = collected.getAsBoolean();
            });
            return !task.isRunning();
        });
        if (ended) {
            var unused = collected.getAsBoolean();
        }
    }

    @Override
    public Optional<ExitStatus> collect() {
        return kernel.locked(() -> {
            task.status().ifPresent(status -> task.reap());
            return task.status();
        });
    }

    @Override
    public void signalForeground(PtySignal signal) {
        kernel.doLocked(() -> {
            if (kernel.isPosix() || signal == PtySignal.INTERRUPT) {
                task.terminal().signalForeground(signal);
            } else if (signal != PtySignal.CONTINUE) {
                kernel.killTree(task);
            }
        });
    }

    @Override
    public void signalLeader(PtySignal signal) {
        kernel.doLocked(() -> {
            task.signal(signal);
        });
    }

    @Override
    public OptionalLong foregroundProcessGroup() {
        return kernel.locked(() -> OptionalLong.of(task.terminal().foreground()));
    }

    @Override
    public boolean continueIfStopped() {
        return kernel.locked(task::continueIfStopped);
    }

    @Override
    public void terminateTree() {
        kernel.killTree(task);
    }

    /** What is left behind ends at once: nobody is left who could be given a grace period. */
    @Override
    public void close() throws PtyException {
        kernel.killTree(task);
        kernel.call("close_process");
    }
}
