// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

/**
 * Numbers of the Linux ABI that are the same on x86-64 and aarch64, by the names of the kernel's headers.
 *
 * <p>Sources: {@code asm-generic/fcntl.h}, {@code ioctls.h}, {@code termbits.h}, {@code poll.h}, {@code signal.h}; {@code
 * linux/wait.h}, {@code eventpoll.h}, {@code sched.h}, {@code close_range.h}; {@code spawn.h} of glibc and musl.
 */
public final class Linux {

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 0x1;
    public static final int O_RDWR = 0x2;
    public static final int O_NOCTTY = 0x100;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_PATH = 0x200000;

    public static final int F_OK = 0;
    public static final int X_OK = 1;

    /** {@code struct statvfs} is 112 bytes in glibc and musl; some room is added. */
    public static final int STATVFS_SIZE = 256;

    public static final int STATVFS_FLAGS_OFFSET = 72;
    public static final long ST_NOEXEC = 8;

    public static final int F_GETFD = 1;
    public static final int F_SETFD = 2;
    public static final int F_SETOWN = 8;
    public static final int FD_CLOEXEC = 1;

    public static final long TIOCGWINSZ = 0x5413;
    public static final long TIOCSWINSZ = 0x5414;
    public static final long TIOCSIG = 0x40045436;
    /** Linux 4.13. */
    public static final long TIOCGPTPEER = 0x5441;

    public static final long FIONREAD = 0x541B;

    public static final int TCSANOW = 0;

    public static final short POLLIN = 0x1;
    public static final short POLLOUT = 0x4;
    /** {@code struct pollfd}: int fd, short events, short revents. */
    public static final int POLLFD_SIZE = 8;

    public static final int EPOLL_CLOEXEC = O_CLOEXEC;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;
    public static final int EPOLLIN = 0x1;
    public static final int EPOLLOUT = 0x4;
    public static final int EPOLLERR = 0x8;
    public static final int EPOLLHUP = 0x10;
    public static final int EPOLLONESHOT = 1 << 30;

    public static final int CLOCK_BOOTTIME = 7;

    public static final int EFD_CLOEXEC = O_CLOEXEC;
    public static final int EFD_NONBLOCK = O_NONBLOCK;

    public static final int P_PID = 1;
    public static final int WNOHANG = 1;
    public static final int WSTOPPED = 2;
    public static final int WEXITED = 4;
    public static final int WNOWAIT = 0x1000000;
    /** {@code siginfo_t}; si_signo, si_errno, si_code and four bytes of padding come before si_pid. */
    public static final int SIGINFO_SIZE = 128;

    public static final int SIGINFO_PID_OFFSET = 16;

    public static final int SIGCHLD = 17;
    public static final int SIGKILL = 9;
    public static final int SIGCONT = 18;
    /** {@code struct sigaction}; the handler comes first. */
    public static final int SIGACTION_SIZE = 152;

    public static final long SIG_IGN = 1;

    public static final int RLIMIT_NOFILE = 7;
    /** {@code struct rlimit}: the soft limit, then the hard one. */
    public static final int RLIMIT_SIZE = 16;

    public static final int CLONE_FS = 0x200;
    public static final int CLONE_FILES = 0x400;
    public static final int CLOSE_RANGE_UNSHARE = 2;
    public static final int CLOSE_RANGE_CLOEXEC = 4;

    public static final short POSIX_SPAWN_SETSIGDEF = 0x4;
    public static final short POSIX_SPAWN_SETSIGMASK = 0x8;
    /** glibc 2.26, musl 1.1.17. */
    public static final short POSIX_SPAWN_SETSID = 0x80;

    /** {@code posix_spawnattr_t} is 336 bytes in glibc and musl; some room is added. */
    public static final int SPAWNATTR_SIZE = 512;
    /** {@code posix_spawn_file_actions_t} is 80 bytes in glibc and musl; some room is added. */
    public static final int SPAWN_FILE_ACTIONS_SIZE = 256;
    /** {@code sigset_t}. */
    public static final int SIGSET_SIZE = 128;

    private Linux() {}
}
