// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static rmux.pty.posix.platform.Constant.*;

/**
 * Linux on 64-bit processors that use {@code asm-generic}: aarch64 and riscv64.
 *
 * <p>Sources: {@code asm-generic/fcntl.h}, {@code ioctls.h}, {@code termbits.h}, {@code poll.h}, {@code signal.h}, {@code
 * unistd.h}; {@code linux/wait.h}, {@code eventpoll.h}, {@code sched.h}, {@code close_range.h}; {@code spawn.h} of glibc and
 * musl. Sizes of what only the C library looks into have some room added.
 */
final class LinuxNumbers {

    static final Numbers GENERIC_64 = new Numbers.Builder()
            .put(POINTER_SIZE, 8)
            .put(LONG_SIZE, 8)
            .put(O_RDONLY, 0)
            .put(O_WRONLY, 0x1)
            .put(O_RDWR, 0x2)
            .put(O_NOCTTY, 0x100)
            .put(O_NONBLOCK, 0x800)
            .put(O_CLOEXEC, 0x80000)
            .put(O_PATH, 0x200000)
            .put(F_OK, 0)
            .put(X_OK, 1)
            .put(STATVFS_SIZE, 112)
            .put(STATVFS_FLAGS_OFFSET, 72)
            .put(ST_NOEXEC, 8)
            .put(F_GETFD, 1)
            .put(F_SETFD, 2)
            .put(F_GETFL, 3)
            .put(F_SETFL, 4)
            .put(F_SETOWN, 8)
            .put(FD_CLOEXEC, 1)
            .put(TIOCGWINSZ, 0x5413)
            .put(TIOCSWINSZ, 0x5414)
            .put(TIOCSCTTY, 0x540E)
            .put(TIOCSIG, 0x40045436)
            .put(TIOCGPTPEER, 0x5441)
            .put(FIONREAD, 0x541B)
            .put(TCSANOW, 0)
            .put(WINSIZE_SIZE, 8)
            .put(POLLIN, 0x1)
            .put(POLLOUT, 0x4)
            .put(POLLERR, 0x8)
            .put(POLLHUP, 0x10)
            .put(POLLFD_SIZE, 8)
            .put(POLLFD_EVENTS_OFFSET, 4)
            .put(POLLFD_REVENTS_OFFSET, 6)
            .put(EPOLL_CLOEXEC, 0x80000)
            .put(EPOLL_CTL_ADD, 1)
            .put(EPOLL_CTL_DEL, 2)
            .put(EPOLL_CTL_MOD, 3)
            .put(EPOLLIN, 0x1)
            .put(EPOLLOUT, 0x4)
            .put(EPOLLERR, 0x8)
            .put(EPOLLHUP, 0x10)
            .put(EPOLLONESHOT, 1 << 30)
            .put(EPOLL_EVENT_SIZE, 16)
            .put(EPOLL_EVENT_DATA_OFFSET, 8)
            .put(EFD_CLOEXEC, 0x80000)
            .put(EFD_NONBLOCK, 0x800)
            .put(CLOCK_REALTIME, 0)
            .put(CLOCK_BOOTTIME, 7)
            .put(TIMESPEC_SIZE, 16)
            .put(P_PID, 1)
            .put(WNOHANG, 1)
            .put(WSTOPPED, 2)
            .put(WEXITED, 4)
            .put(WNOWAIT, 0x1000000)
            .put(SIGINFO_SIZE, 128)
            .put(SIGINFO_PID_OFFSET, 16)
            .put(SIGACTION_SIZE, 152)
            .put(SIG_IGN, 1)
            .put(SIGSET_SIZE, 128)
            .put(RLIMIT_NOFILE, 7)
            .put(RLIMIT_SIZE, 16)
            .put(CLONE_FS, 0x200)
            .put(CLONE_FILES, 0x400)
            .put(CLOSE_RANGE_UNSHARE, 2)
            .put(CLOSE_RANGE_CLOEXEC, 4)
            .put(SYS_CLOSE_RANGE, 436)
            .put(SYS_PIDFD_OPEN, 434)
            .put(SYS_PIDFD_SEND_SIGNAL, 424)
            .put(SYS_SETGROUPS, 159)
            .put(SYS_SETRESGID, 149)
            .put(SYS_SETRESUID, 147)
            .put(PR_GET_DUMPABLE, 3)
            .put(PR_SET_DUMPABLE, 4)
            .put(PR_CAP_AMBIENT, 47)
            .put(PR_CAP_AMBIENT_CLEAR_ALL, 4)
            .put(PASSWD_SIZE, 48)
            .put(PASSWD_NAME_OFFSET, 0)
            .put(PASSWD_UID_OFFSET, 16)
            .put(PASSWD_GID_OFFSET, 20)
            .put(GROUP_SIZE, 32)
            .put(GROUP_GID_OFFSET, 16)
            .put(POSIX_SPAWN_RESETIDS, 0x1)
            .put(POSIX_SPAWN_SETSIGDEF, 0x4)
            .put(POSIX_SPAWN_SETSIGMASK, 0x8)
            .put(POSIX_SPAWN_SETSID, 0x80)
            .put(SPAWNATTR_SIZE, 336)
            .put(SPAWN_FILE_ACTIONS_SIZE, 80)
            .build();

    /** Packed: {@code linux/eventpoll.h}, EPOLL_PACKED. */
    static final Numbers X86_64 = GENERIC_64
            .but()
            .put(EPOLL_EVENT_SIZE, 12)
            .put(EPOLL_EVENT_DATA_OFFSET, 4)
            .put(SYS_SETGROUPS, 116)
            .put(SYS_SETRESGID, 119)
            .put(SYS_SETRESUID, 117)
            .build();

    /** {@code asm/unistd.h} of s390, whose calls are those of 32 bits where they differ. */
    static final Numbers S390_64 = GENERIC_64
            .but()
            .put(SYS_SETGROUPS, 206)
            .put(SYS_SETRESGID, 210)
            .put(SYS_SETRESUID, 208)
            .build();

    /** {@code asm/ioctls.h} of powerpc, which encodes direction and size as the BSDs do. */
    static final Numbers POWERPC_64 = GENERIC_64
            .but()
            .put(TIOCGWINSZ, 0x40087468)
            .put(TIOCSWINSZ, 0x80087467L)
            .put(TIOCSIG, 0x80045436L)
            .put(TIOCGPTPEER, 0x20005441)
            .put(FIONREAD, 0x4004667F)
            .put(SYS_SETGROUPS, 81)
            .put(SYS_SETRESGID, 169)
            .put(SYS_SETRESUID, 164)
            .build();

    /** Pointers and longs of four bytes; the times and file sizes of the plain symbols are as wide. */
    static final Numbers ARM_32 = GENERIC_64
            .but()
            .put(POINTER_SIZE, 4)
            .put(LONG_SIZE, 4)
            .put(STATVFS_SIZE, 72)
            .put(STATVFS_FLAGS_OFFSET, 40)
            .put(TIMESPEC_SIZE, 8)
            .put(SIGINFO_PID_OFFSET, 12)
            .put(SIGACTION_SIZE, 140)
            .put(RLIMIT_SIZE, 8)
            .put(SYS_SETGROUPS, 206)
            .put(SYS_SETRESGID, 210)
            .put(SYS_SETRESUID, 208)
            .put(PASSWD_SIZE, 28)
            .put(PASSWD_UID_OFFSET, 8)
            .put(PASSWD_GID_OFFSET, 12)
            .put(GROUP_SIZE, 16)
            .put(GROUP_GID_OFFSET, 8)
            .put(SPAWNATTR_SIZE, 336)
            .put(SPAWN_FILE_ACTIONS_SIZE, 76)
            .build();

    /** Aligns 64 bits at four bytes. */
    static final Numbers X86_32 = ARM_32.but()
            .put(EPOLL_EVENT_SIZE, 12)
            .put(EPOLL_EVENT_DATA_OFFSET, 4)
            .build();

    private LinuxNumbers() {}
}
