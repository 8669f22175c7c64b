// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static rmux.pty.posix.platform.Constant.*;

/**
 * macOS on arm64 and x86-64, which agree. From facts, never compared with a Mac.
 *
 * <p>Sources, all of XNU 11417 under {@code bsd/sys}: {@code fcntl.h}, {@code ttycom.h}, {@code filio.h}, {@code event.h}, {@code
 * spawn.h}, {@code wait.h}, {@code signal.h}, {@code sysctl.h}, {@code proc.h}, {@code resource.h}, {@code time.h}.
 */
final class DarwinNumbers {

    static final Numbers LP64 = BsdNumbers.COMMON_LP64
            .but()
            .put(O_NOCTTY, 0x20000)
            .put(O_CLOEXEC, 0x1000000)
            .put(F_DUPFD_CLOEXEC, 67)
            .put(TIOCSIG, 0x2000745f)
            .put(TIOCOUTQ, 0x40047473)
            .put(KEVENT_SIZE, 32)
            .put(EVFILT_USER, -10)
            .put(P_PID, 1)
            .put(WSTOPPED, 8)
            .put(WEXITED, 4)
            .put(WNOWAIT, 0x20)
            .put(SIGINFO_SIZE, 104)
            .put(SIGACTION_SIZE, 16)
            .put(SIGSET_SIZE, 4)
            .put(POSIX_SPAWN_SETSIGDEF, 0x4)
            .put(POSIX_SPAWN_SETSIGMASK, 0x8)
            .put(POSIX_SPAWN_SETSID, 0x400)
            .put(POSIX_SPAWN_CLOEXEC_DEFAULT, 0x4000)
            .put(KINFO_SIZE, 648)
            .put(KINFO_START_OFFSET, 0)
            .put(KINFO_FLAGS_OFFSET, 32)
            .put(KINFO_STATE_OFFSET, 36)
            .put(KINFO_PID_OFFSET, 40)
            .put(KINFO_PARENT_OFFSET, 560)
            .put(KINFO_GROUP_OFFSET, 564)
            .put(P_WEXIT, 0x2000)
            .build();

    private DarwinNumbers() {}
}
