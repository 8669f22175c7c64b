// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/** A terminal: what programs read and write, and what the master does; guarded by the kernel's lock. */
final class FakeTerminal {

    /** As much as Linux holds of a program's output. */
    private static final int OUTPUT_CAPACITY = 64 * 1024;

    private static final AtomicInteger NEXT_NUMBER = new AtomicInteger();

    private final FakeKernel kernel;
    private final Optional<String> name;
    private final boolean outlivesPrograms;
    private final ByteQueue output = new ByteQueue(OUTPUT_CAPACITY);
    private final LineDiscipline discipline;
    private final Set<Task> attached = new HashSet<>();
    private final Condition typed;
    private final Condition room;
    private final MasterWaiters waiters;
    private TerminalSize size;
    private long foreground;
    private boolean outputStopped;
    private boolean hungUp;
    private @Nullable Task leader;

    FakeTerminal(FakeKernel kernel, TerminalSize size, boolean outlivesPrograms) {
        this.kernel = kernel;
        this.name = kernel.isPosix() ? Optional.of("/dev/fake/" + NEXT_NUMBER.getAndIncrement()) : Optional.empty();
        this.outlivesPrograms = outlivesPrograms;
        this.size = size;
        this.typed = kernel.newCondition();
        this.room = kernel.newCondition();
        this.waiters = new MasterWaiters(kernel);
        this.discipline = new LineDiscipline(new LineDiscipline.Effects() {
            @Override
            public void echo(int b) {
                if (output.room() >= 2) {
                    put(b);
                }
            }

            @Override
            public void signal(PtySignal signal) {
                signalForeground(signal);
            }

            @Override
            public void outputStopped(boolean stopped) {
                outputStopped = stopped;
                room.signalAll();
            }
        });
        if (kernel.isPosix()) {
            discipline.modes(TerminalModes.cooked());
        }
    }

    Optional<String> name() {
        return name;
    }

    MasterWaiters waiters() {
        return waiters;
    }

    // Programs come and go.

    /** A process starts on the terminal, or opens it again. */
    void attach(Task task) {
        attached.add(task);
        if (task.isLeader()) {
            leader = task;
            foreground = task.group();
        }
    }

    void detach(Task task) {
        attached.remove(task);
        waiters.announceReadable();
    }

    /** The leader of the session has ended: its terminal's foreground job is hung up (kernel: disassociate_ctty). */
    void leaderEnded() {
        if (kernel.isPosix() && !outlivesPrograms) {
            kernel.groupOf(foreground).forEach(task -> task.signal(PtySignal.HANGUP));
        }
    }

    long foreground() {
        return foreground;
    }

    void foreground(long group) {
        foreground = group;
    }

    /** The foreground job; on a console everybody. */
    void signalForeground(PtySignal signal) {
        List<Task> those = kernel.isPosix() ? kernel.groupOf(foreground) : List.copyOf(attached);
        those.forEach(task -> task.signal(signal));
    }

    // The programs' side.

    /** Reads for a program; -1 at an end of file. */
    int read(Task task, byte[] target, int offset, int most) {
        while (true) {
            task.checkpoint();
            if (discipline.isReadable()) {
                int count = discipline.read(target, offset, most);
                waiters.announceWritable();
                return count == 0 ? -1 : count;
            }
            if (hungUp) {
                return -1;
            }
            task.waitOn(typed);
        }
    }

    void write(Task task, byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            task.checkpoint();
            if (hungUp) {
                throw new IOException("the terminal was hung up: " + FakeErrors.of("EIO"));
            }
            if (outputStopped || output.room() < 2) {
                task.waitOn(room);
            } else {
                put(Byte.toUnsignedInt(bytes[at++]));
            }
        }
    }

    private void put(int b) {
        if (b == '\n' && discipline.modes().outputProcessing()) {
            output.add('\r');
        }
        output.add(b);
        waiters.announceReadable();
    }

    // The master's side.

    int outputSize() {
        return output.size();
    }

    int takeOutput(ByteBuffer destination, int most) {
        int count = output.drainTo(destination, most);
        if (count > 0) {
            room.signalAll();
        }
        return count;
    }

    /** Whether no program holds the terminal. */
    boolean isUnheld() {
        return attached.isEmpty();
    }

    /** Whether nothing can come any more: nobody holds the terminal, and the leader, who could open it again, has ended. */
    boolean isDeserted() {
        return attached.isEmpty() && !outlivesPrograms && leader != null && !leader.isRunning();
    }

    boolean acceptsInput() {
        return discipline.hasRoom();
    }

    int type(ByteBuffer source) {
        int count = 0;
        while (source.hasRemaining() && discipline.hasRoom()) {
            discipline.type(Byte.toUnsignedInt(source.get()));
            count++;
        }
        if (count > 0) {
            typed.signalAll();
        }
        return count;
    }

    TerminalSize size() {
        return size;
    }

    void resize(TerminalSize wanted) {
        if (!wanted.equals(size)) {
            size = wanted;
            signalForeground(PtySignal.WINDOW_CHANGE);
        }
    }

    TerminalModes modes() {
        return discipline.modes();
    }

    void modes(TerminalModes wanted) {
        discipline.modes(wanted);
        outputStopped &= wanted.flowControl();
        typed.signalAll();
        room.signalAll();
    }

    /** The master is gone: the leaders and the foreground job are notified, reads end and writes fail (kernel: __tty_hangup). */
    void hangUp() {
        hungUp = true;
        Set<Task> told = new HashSet<>(attached);
        if (kernel.isPosix()) {
            told.removeIf(task -> !task.isLeader() && task.group() != foreground);
        }
        told.forEach(task -> {
            task.signal(PtySignal.HANGUP);
            task.signal(PtySignal.CONTINUE);
        });
        typed.signalAll();
        room.signalAll();
    }
}
