// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static rmux.pty.posix.platform.Constant.*;

/**
 * FreeBSD 13 and later on x86-64 and aarch64, which agree. From facts, never compared with a FreeBSD.
 *
 * <p>Sources, all under {@code sys/sys} except the last: {@code fcntl.h}, {@code ttycom.h}, {@code filio.h}, {@code event.h},
 * {@code wait.h}, {@code signal.h}, {@code user.h}, {@code sysctl.h}, {@code include/spawn.h};
 * {@code sys/kern/syscalls.master}.
 */
final class FreeBsdNumbers {

    static final Numbers LP64 = BsdNumbers.COMMON_LP64
            .but()
            .put(O_NOCTTY, 0x8000)
            .put(O_CLOEXEC, 0x100000)
            .put(F_SETOWN, 6)
            .put(F_DUPFD_CLOEXEC, 17)
            .put(TIOCSIG, 0x2004745f)
            .put(KEVENT_SIZE, 64)
            .put(EVFILT_USER, -11)
            .put(P_PID, 0)
            .put(WSTOPPED, 2)
            .put(WEXITED, 16)
            .put(WNOWAIT, 8)
            .put(SIGINFO_SIZE, 80)
            .put(SIGACTION_SIZE, 32)
            .put(SIGSET_SIZE, 16)
            .put(SYS_SETSID, 147)
            .put(POSIX_SPAWN_SETSIGDEF, 0x10)
            .put(POSIX_SPAWN_SETSIGMASK, 0x20)
            .put(KINFO_SIZE, 1088)
            .put(KINFO_PID_OFFSET, 72)
            .put(KINFO_PARENT_OFFSET, 76)
            .put(KINFO_GROUP_OFFSET, 80)
            .put(KINFO_SESSION_OFFSET, 88)
            .put(KINFO_START_OFFSET, 336)
            .put(KINFO_STATE_OFFSET, 388)
            .build();

    private FreeBsdNumbers() {}
}
