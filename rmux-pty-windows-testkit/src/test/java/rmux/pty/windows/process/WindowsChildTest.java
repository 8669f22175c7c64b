// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.simulated.SimulatedWin32;

/** A program that leads a job. An event stands for the process: it is not signaled, so it runs. */
class WindowsChildTest {

    private static final long LIMIT_SECONDS = 30;

    private final SimulatedWin32 windows = new SimulatedWin32();
    private final List<String> done = new ArrayList<>();

    private long process;
    private WindowsChild.Interrupt interrupt = () -> done.add("interrupted");

    private WindowsChild child() throws PtyException {
        process = windows.CreateEventW(true, false);
        OwnedHandle handle = new OwnedHandle(windows, "CreateEventW", process);
        return new WindowsChild(
                windows,
                new EventThread(),
                new GuardedProcess(windows, -2, handle, JobObject.create(windows, false)),
                () -> interrupt.send(),
                () -> done.add("lastly"));
    }

    @Test
    @DisplayName("the process id has 32 bits without a sign")
    void pid() throws Exception {
        WindowsChild child = child();
        assertThat(child.pid()).hasValue(4_294_967_294L);
        child.close();
    }

    @Test
    @DisplayName(
            "LIFE-03: closing releases everything, what remains to be done last; a late event collects nothing then")
    void close() throws Exception {
        WindowsChild child = child();
        child.onExit(() -> done.add("exit"));

        child.close();

        assertThat(done).containsExactly("lastly");
        assertThat(child.collect()).isEmpty();
        assertThat(windows.open()).isEmpty();
    }

    @Test
    @DisplayName(
            "INTERRUPT of the leader is a console event too; CONTINUE does nothing; KILL of the leader ends it alone")
    void leader() throws Exception {
        WindowsChild child = child();
        child.signalLeader(PtySignal.INTERRUPT);
        child.signalLeader(PtySignal.CONTINUE);
        child.signalForeground(PtySignal.CONTINUE);
        assertThat(done).containsExactly("interrupted");
        assertThat(windows.calls("TerminateProcess", "TerminateJobObject")).isEmpty();
        child.close();
    }

    @Test
    @DisplayName("an exit that is reported while an interrupt is under way is dealt with after it, even if that fails")
    void exitDuringInterrupt() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        WindowsChild child = child();
        child.onExit(() -> {
            told.countDown();
            return true;
        });
        interrupt = () -> {
            windows.SetEvent(process);
            assertThat(await(told, 100))
                    .as("told under the lock that collecting needs")
                    .isFalse();
            throw new PtyException("interrupt", "failed");
        };

        assertThatThrownBy(() -> child.signalForeground(PtySignal.INTERRUPT)).hasMessageContaining("failed");

        assertThat(await(told, TimeUnit.SECONDS.toMillis(LIMIT_SECONDS))).isTrue();
        child.close();
    }

    @Test
    @DisplayName("EXIT-09: an exit that could not be collected or announced is looked at again, even after a failure")
    void secondLook() throws Exception {
        CountDownLatch looks = new CountDownLatch(3);
        WindowsChild child = child();
        child.onExit(() -> {
            looks.countDown();
            if (looks.getCount() == 1) {
                throw new IllegalStateException("a planted failure");
            }
            return looks.getCount() == 0;
        });

        windows.SetEvent(process);

        assertThat(await(looks, TimeUnit.SECONDS.toMillis(LIMIT_SECONDS))).isTrue();
        child.close();
    }

    @Test
    @DisplayName("a wait that fails is no exit: the program runs on, and its exit code is not lost")
    void failingWait() throws Exception {
        WindowsChild child = child();
        windows.fail("WaitForSingleObject", 1, 6);

        assertThat(child.collect()).isEmpty();
        assertThat(windows.faults().failed()).containsExactly("WaitForSingleObject");
        assertThat(child.collect()).as("it runs").isEmpty();
        child.close();
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
