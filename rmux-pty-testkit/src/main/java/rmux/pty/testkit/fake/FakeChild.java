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
            task.onExit(() -> new ExitNotice(kernel, collected).run());
            return !task.isRunning();
        });
        if (ended) {
            new ExitNotice(kernel, collected).run();
        }
    }

    @Override
    public Optional<ExitStatus> collect() {
        return kernel.locked(() -> {
            Optional<ExitStatus> status = task.isTraced() ? Optional.empty() : task.status();
            status.ifPresent(collected -> task.reap());
            return status;
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

    @Override
    public boolean isTreeGone(boolean force) {
        if (force) {
            kernel.killTree(task);
        }
        return kernel.locked(() -> kernel.treeOf(task).stream().noneMatch(Task::isRunning));
    }

    @Override
    public void close() throws PtyException {
        kernel.call("close_process");
    }
}
