// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

/**
 * A number that a system's headers define, by its name there; a size or an offset by the expression that has its value.
 *
 * <p>What a system does not have is missing from its {@link Numbers}.
 */
public enum Constant {
    POINTER_SIZE("sizeof(void *)"),
    LONG_SIZE("sizeof(long)"),

    O_RDONLY,
    O_WRONLY,
    O_RDWR,
    O_NOCTTY,
    O_NONBLOCK,
    O_CLOEXEC,
    O_PATH,
    F_OK,
    X_OK,
    STATVFS_SIZE("sizeof(struct statvfs)"),
    STATVFS_FLAGS_OFFSET("offsetof(struct statvfs, f_flag)"),
    ST_NOEXEC,
    F_GETFD,
    F_SETFD,
    F_GETFL,
    F_SETFL,
    F_SETOWN,
    F_DUPFD_CLOEXEC,
    FD_CLOEXEC,

    TIOCGWINSZ,
    TIOCSWINSZ,
    TIOCSCTTY,
    TIOCSIG,
    /** Linux 4.13. */
    TIOCGPTPEER,
    FIONREAD,
    /** What a program has written and nobody has read, in systems whose masters do not tell it by FIONREAD. */
    TIOCOUTQ,
    TIOCFLUSH,
    TCSANOW,
    WINSIZE_SIZE("sizeof(struct winsize)"),

    POLLIN,
    POLLOUT,
    POLLERR,
    POLLHUP,
    POLLFD_SIZE("sizeof(struct pollfd)"),
    POLLFD_EVENTS_OFFSET("offsetof(struct pollfd, events)"),
    POLLFD_REVENTS_OFFSET("offsetof(struct pollfd, revents)"),

    EPOLL_CLOEXEC,
    EPOLL_CTL_ADD,
    EPOLL_CTL_DEL,
    EPOLL_CTL_MOD,
    EPOLLIN,
    EPOLLOUT,
    EPOLLERR,
    EPOLLHUP,
    EPOLLONESHOT,
    EPOLL_EVENT_SIZE("sizeof(struct epoll_event)"),
    EPOLL_EVENT_DATA_OFFSET("offsetof(struct epoll_event, data)"),
    EFD_CLOEXEC,
    EFD_NONBLOCK,

    KEVENT_SIZE("sizeof(struct kevent)"),
    KEVENT_FILTER_OFFSET("offsetof(struct kevent, filter)"),
    KEVENT_FLAGS_OFFSET("offsetof(struct kevent, flags)"),
    KEVENT_FILTER_FLAGS_OFFSET("offsetof(struct kevent, fflags)"),
    KEVENT_DATA_OFFSET("offsetof(struct kevent, data)"),
    KEVENT_USER_DATA_OFFSET("offsetof(struct kevent, udata)"),
    EVFILT_READ,
    EVFILT_WRITE,
    EVFILT_PROC,
    EVFILT_USER,
    EV_ADD,
    EV_DELETE,
    EV_ENABLE,
    EV_DISABLE,
    EV_DISPATCH,
    EV_CLEAR,
    EV_ERROR,
    EV_EOF,
    NOTE_EXIT,
    NOTE_TRIGGER,

    CLOCK_REALTIME,
    CLOCK_BOOTTIME,
    TIMESPEC_SIZE("sizeof(struct timespec)"),
    P_PID,
    WNOHANG,
    WSTOPPED,
    WEXITED,
    WNOWAIT,
    SIGINFO_SIZE("sizeof(siginfo_t)"),
    SIGINFO_PID_OFFSET("offsetof(siginfo_t, si_pid)"),
    SIGACTION_SIZE("sizeof(struct sigaction)"),
    SIG_IGN("(long) SIG_IGN"),
    SIGSET_SIZE("sizeof(sigset_t)"),
    RLIMIT_NOFILE,
    RLIMIT_SIZE("sizeof(struct rlimit)"),

    CLONE_FS,
    CLONE_FILES,
    CLOSE_RANGE_UNSHARE,
    CLOSE_RANGE_CLOEXEC,
    SYS_CLOSE_RANGE("SYS_close_range"),
    SYS_PIDFD_OPEN("SYS_pidfd_open"),
    SYS_PIDFD_SEND_SIGNAL("SYS_pidfd_send_signal"),
    SYS_SETSID("SYS_setsid"),
    SYS_GETRLIMIT("SYS_getrlimit"),
    SYS_SETRLIMIT("SYS_setrlimit"),
    SYS_SETGROUPS("WIDE(setgroups)"),
    SYS_SETRESGID("WIDE(setresgid)"),
    SYS_SETRESUID("WIDE(setresuid)"),
    PR_GET_DUMPABLE,
    PR_SET_DUMPABLE,
    /** Linux 4.3. */
    PR_CAP_AMBIENT,
    PR_CAP_AMBIENT_CLEAR_ALL,
    PASSWD_SIZE("sizeof(struct passwd)"),
    PASSWD_NAME_OFFSET("offsetof(struct passwd, pw_name)"),
    PASSWD_UID_OFFSET("offsetof(struct passwd, pw_uid)"),
    PASSWD_GID_OFFSET("offsetof(struct passwd, pw_gid)"),
    GROUP_SIZE("sizeof(struct group)"),
    GROUP_GID_OFFSET("offsetof(struct group, gr_gid)"),

    POSIX_SPAWN_RESETIDS,
    POSIX_SPAWN_SETSIGDEF,
    POSIX_SPAWN_SETSIGMASK,
    /** glibc 2.26, musl 1.1.17, macOS 10.15. */
    POSIX_SPAWN_SETSID,
    /** macOS. */
    POSIX_SPAWN_CLOEXEC_DEFAULT,
    SPAWNATTR_SIZE("sizeof(posix_spawnattr_t)"),
    SPAWN_FILE_ACTIONS_SIZE("sizeof(posix_spawn_file_actions_t)"),

    CTL_KERN,
    KERN_PROC,
    KERN_PROC_ALL,
    KERN_PROC_PID,
    SZOMB,
    KINFO_SIZE("sizeof(struct kinfo_proc)"),
    KINFO_PID_OFFSET("KINFO(pid)"),
    KINFO_PARENT_OFFSET("KINFO(ppid)"),
    KINFO_GROUP_OFFSET("KINFO(pgid)"),
    KINFO_SESSION_OFFSET("KINFO(sid)"),
    KINFO_START_OFFSET("KINFO(start)"),
    KINFO_STATE_OFFSET("KINFO(stat)"),
    KINFO_FLAGS_OFFSET("KINFO(flag)"),
    /** Set while a process exits. */
    P_WEXIT;

    private final String expression;

    Constant() {
        this.expression = name();
    }

    Constant(String expression) {
        this.expression = expression;
    }

    /** The expression that has this value in C. */
    public String expression() {
        return expression;
    }
}
