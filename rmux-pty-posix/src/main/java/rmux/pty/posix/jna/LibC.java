// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;

/**
 * The functions of the C library that this backend calls.
 *
 * <p>In the manner of the kernel, a function returns its result or, when it fails, its error negated: {@code -ENOENT} is
 * -2. Addresses are {@code long}s; 0 is {@code NULL}. The names are those of the manual, sections 2 and 3.
 */
public interface LibC {

    /** A function that not every C library has. */
    enum Symbol {
        /** glibc 2.34; musl never. */
        POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP("posix_spawn_file_actions_addclosefrom_np"),
        /** glibc 2.29, musl 1.1.24. */
        POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP("posix_spawn_file_actions_addchdir_np");

        private final String cName;

        Symbol(String cName) {
            this.cName = cName;
        }

        /** The name in the symbol table. */
        public String cName() {
            return cName;
        }
    }

    /** Whether the C library has a function. */
    boolean has(Symbol symbol);

    // Memory. Not counted among the calls that can fail: running out of it is an OutOfMemoryError.

    /** A block of at least {@code size} zeroed bytes. */
    long allocate(int size);

    /** Gives a block back. */
    void free(long address);

    /** A view of a block in native byte order; not to be used after the block was given back. */
    ByteBuffer view(long address, int size);

    /** The address of the first byte of a direct buffer (not of its position). */
    long addressOf(ByteBuffer direct);

    // Terminals.

    int posix_openpt(int flags);

    int grantpt(int fd);

    int unlockpt(int fd);

    int ptsname_r(int fd, long buffer, long size);

    int ioctl(int fd, long request, long argument);

    int tcgetattr(int fd, long termios);

    int tcsetattr(int fd, int action, long termios);

    int tcgetpgrp(int fd);

    // Descriptors.

    int access(long path, int mode);

    int statvfs(long path, long facts);

    int open(long path, int flags);

    int mkfifo(long path, int mode);

    int unlink(long path);

    int close(int fd);

    int fcntl(int fd, int command, long argument);

    int read(int fd, long address, int count);

    int write(int fd, long address, int count);

    int poll(long pollfds, int count, int timeoutMillis);

    int eventfd(int initial, int flags);

    int pipe2(long descriptors, int flags);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int fd, long event);

    int epoll_wait(int epoll, long events, int most, int timeoutMillis);

    int close_range(int first, int last, int flags);

    // Processes.

    int chdir(long path);

    int unshare(int flags);

    int kill(int pid, int signal);

    int prlimit(int pid, int resource, long newLimits, long oldLimits);

    int getsid(int pid);

    int clock_gettime(int clock, long timespec);

    int waitpid(int pid, long status, int options);

    int waitid(int idType, int id, long siginfo, int options);

    int sigaction(int signal, long action, long oldAction);

    int pidfd_open(int pid, int flags);

    int pidfd_send_signal(int pidfd, int signal);

    // Starting a program.

    int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp);

    int posix_spawn_file_actions_init(long fileActions);

    int posix_spawn_file_actions_destroy(long fileActions);

    int posix_spawn_file_actions_addopen(long fileActions, int fd, long path, int flags);

    int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd);

    int posix_spawn_file_actions_addclose(long fileActions, int fd);

    /** Only where {@link #has} says so. */
    int posix_spawn_file_actions_addclosefrom_np(long fileActions, int from);

    /** Only where {@link #has} says so. */
    int posix_spawn_file_actions_addchdir_np(long fileActions, long path);

    int posix_spawnattr_init(long attributes);

    int posix_spawnattr_destroy(long attributes);

    int posix_spawnattr_setflags(long attributes, short flags);

    int posix_spawnattr_setsigdefault(long attributes, long set);

    int posix_spawnattr_setsigmask(long attributes, long set);

    int sigemptyset(long set);

    int sigfillset(long set);
}
