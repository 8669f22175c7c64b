// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** SIG-01: who sends a signal to the foreground process group. */
class ForegroundSignalTest {

    private final AlteredLibC libC = new AlteredLibC();

    private ExitStatus signal(PtySignal signal) throws Exception {
        try (PtySession session = new PosixPtyProvider(libC.build()).spawn(PtyCommand.of("sleep", "600"))) {
            assertThat(session.child().signal(signal)).isTrue();
            return session.child().waitFor(TestLimits.SOON).orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERRUPT", "QUIT"})
    @DisplayName(
            "what can be typed is sent by the terminal itself, so that it reaches a job of another user, as under sudo, too")
    void byTheTerminal(PtySignal signal) throws Exception {
        assertThat(signal(signal))
                .isInstanceOfSatisfying(
                        ExitStatus.Signaled.class,
                        status -> assertThat(status.name()).isEqualTo(signal.posixName()));
        assertThat(libC.calls()).doesNotContain("kill");
    }

    @Test
    @DisplayName("other signals are sent to the group by its number")
    void byNumber() throws Exception {
        assertThat(signal(PtySignal.USER_1)).isEqualTo(new ExitStatus.Signaled(10, "SIGUSR1", false));
        assertThat(libC.calls()).contains("kill");
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EINVAL", "ENOTTY", "ENOSYS", "EPERM"})
    @DisplayName("a kernel, a sandbox or an emulator whose terminals send nothing has the signal sent by number")
    void withoutTiocsig(Errno refusal) throws Exception {
        libC.failingIoctl(NativeAccess.libC().platform().wide(Constant.TIOCSIG), refusal);
        assertThat(signal(PtySignal.INTERRUPT)).isEqualTo(new ExitStatus.Signaled(2, "SIGINT", false));
        assertThat(libC.calls()).contains("kill");
    }

    @Test
    @DisplayName("a terminal that cannot send for another reason is an error that says so")
    void failing() throws Exception {
        libC.failingIoctl(NativeAccess.libC().platform().wide(Constant.TIOCSIG), Errno.EIO);
        try (PtySession session = new PosixPtyProvider(libC.build()).spawn(PtyCommand.of("sleep", "600"))) {
            assertThatThrownBy(() -> session.child().signal(PtySignal.INTERRUPT))
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("ioctl(TIOCSIG) failed: EIO (5)");
        }
    }
}
