// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.spy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.simulated.SimulatedWin32;

/** Ending what is guarded, and nothing else. An event stands for the process: it is not signaled, so it runs. */
class GuardedProcessTest {

    private final SimulatedWin32 windows = new SimulatedWin32();

    private GuardedProcess guarded() throws PtyException {
        OwnedHandle process = new OwnedHandle(windows, "CreateEventW", windows.CreateEventW(true, false));
        return new GuardedProcess(windows, 42, process, JobObject.create(windows, false));
    }

    @Test
    @DisplayName("a wait-only duplicate has no job, and refuses to end what it does not guard")
    void duplicate() throws Exception {
        try (GuardedProcess process = guarded();
                GuardedProcess duplicate = process.duplicateForWaiting()) {
            assertThat(duplicate.job()).isEmpty();
            assertThat(duplicate.pid()).isEqualTo(42);
            assertThatThrownBy(duplicate::terminateTree)
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("no Job Object cleanup guard; refusing unsafe fallback kill");
            assertThat(windows.calls("TerminateJobObject", "TerminateProcess")).isEmpty();
        }
        assertThat(windows.open()).isEmpty();
    }

    @Test
    @DisplayName("a leader that is still there 500 ms after its job was ended is ended by itself")
    void leaderStays() throws Exception {
        windows.failAlways("TerminateProcess", 31);
        try (GuardedProcess process = guarded()) {
            assertThatThrownBy(process::terminateTree)
                    .hasMessageContaining("TerminateProcess failed: ERROR_GEN_FAILURE");
            assertThat(windows.calls("TerminateJobObject", "WaitForSingleObject", "TerminateProcess"))
                    .containsExactly("TerminateJobObject", "WaitForSingleObject", "TerminateProcess");
        }
    }

    @Test
    @DisplayName("ending one that has just exited by itself is no error; being denied otherwise is")
    void accessDenied() throws Exception {
        windows.failAlways("TerminateProcess", 5);
        try (GuardedProcess process = guarded()) {
            assertThatThrownBy(process::terminateAlone).hasMessageContaining("ERROR_ACCESS_DENIED");
            windows.SetEvent(process.handle().value());
            process.terminateAlone();
        }
        assertThat(windows.open()).isEmpty();
    }

    @Test
    @DisplayName("the end of the job failing is reported, and a limit that cannot be set leaves no job behind")
    void jobFails() throws Exception {
        try (GuardedProcess process = guarded()) {
            windows.fail("TerminateJobObject", 1, 6);
            assertThatThrownBy(process::terminateTree)
                    .hasMessageContaining("TerminateJobObject failed: ERROR_INVALID_HANDLE");
        }
        windows.fail("SetInformationJobObject", 1, 87);
        assertThatThrownBy(() -> JobObject.create(windows, false)).hasMessageContaining("ERROR_INVALID_PARAMETER");
        assertThat(windows.open()).isEmpty();
    }

    @Test
    @DisplayName("EXIT-03: an unexpected result of a wait is an error, and not an exit")
    void unexpectedWait() throws Exception {
        SimulatedWin32 odd = spy(windows);
        doReturn(0x80).when(odd).WaitForSingleObject(anyLong(), anyInt()); // WAIT_ABANDONED
        OwnedHandle handle = new OwnedHandle(odd, "CreateEventW", odd.CreateEventW(true, false));
        try (GuardedProcess process = new GuardedProcess(odd, 42, handle, JobObject.create(odd, false))) {
            assertThatThrownBy(process::exitCode)
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("WaitForSingleObject gave the unexpected result 128");
            assertThat(odd.calls("GetExitCodeProcess")).isEmpty();
        }
    }

    @Test
    @DisplayName("SIG-05: what is done by a process's number is done while a handle keeps it, and not after closing")
    void keepingPid() throws Exception {
        GuardedProcess process = guarded();
        process.keepingPid(pid -> {
            process.close();
            assertThat(windows.open())
                    .as("the number is still the process's own")
                    .containsExactly("event");
        });
        assertThat(windows.open()).isEmpty();
        assertThatThrownBy(() -> process.keepingPid(pid -> {
                    throw new AssertionError("a stranger");
                }))
                .hasMessageContaining("the session of process 42 has been closed");
    }
}
