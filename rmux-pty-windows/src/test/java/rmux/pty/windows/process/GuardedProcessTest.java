// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.simulated.SimulatedWin32;

/** Ending what is guarded, and nothing else. An event stands for the process: it is not signalled, so it runs. */
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
        windows.intercept(function -> function.equals("TerminateProcess") ? 31 : 0);
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
        windows.intercept(function -> function.equals("TerminateProcess") ? 5 : 0);
        try (GuardedProcess process = guarded()) {
            assertThatThrownBy(process::terminateAlone).hasMessageContaining("ERROR_ACCESS_DENIED");
            windows.SetEvent(process.handle().value());
            process.terminateAlone();
        }
        assertThat(windows.open()).isEmpty();
    }

    @Test
    @DisplayName("the end of the job failing is told, and a limit that cannot be set leaves no job behind")
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
}
