// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/**
 * The functions of the C library that this backend calls, of every platform.
 *
 * <p>In the manner of the kernel, a function returns its result or, when it fails, its error negated, as {@link Errno} reads
 * it; what a platform does not have fails with ENOSYS. Addresses are {@code long}s; 0 is {@code NULL}. The names are those of
 * the manual, sections 2 and 3.
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

    /** The platform whose numbers and structures the functions take. */
    Platform platform();

    /** Whether the C library has a function. */
    boolean has(Symbol symbol);

    // Memory. Not counted among the calls that can fail: running out of it is an OutOfMemoryError.

    /** A block of at least {@code size} zeroed bytes. */
    long allocate(int size);

    /** Gives a block back. */
    void free(long address);

    /** A view of a block in native byte order; not to be used after the block was released. */
    ByteBuffer view(long address, int size);

    /** The address of the first byte of a direct buffer (not of its position). */
    long addressOf(ByteBuffer direct);

    // Terminals.

    int posix_openpt(int flags);

    int grantpt(int fd);

    int unlockpt(int fd);

    @ReturnsError
    int ptsname_r(int fd, @Word long buffer, @Word long size);

    int ioctl(int fd, @Word long request, @Word long argument);

    int tcgetattr(int fd, @Word long termios);

    int tcsetattr(int fd, int action, @Word long termios);

    int tcgetpgrp(int fd);

    // Descriptors.

    int access(@Word long path, int mode);

    int statvfs(@Word long path, @Word long facts);

    int open(@Word long path, int flags);

    int mkfifo(@Word long path, int mode);

    int unlink(@Word long path);

    int chmod(@Word long path, int mode);

    int fchown(int fd, int user, int group);

    int close(int fd);

    int fcntl(int fd, int command, @Word long argument);

    @Word
    int read(int fd, @Word long address, @Word int count);

    @Word
    int write(int fd, @Word long address, @Word int count);

    int poll(@Word long pollfds, @Word int count, int timeoutMillis);

    int eventfd(int initial, int flags);

    int pipe2(@Word long descriptors, int flags);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int fd, @Word long event);

    int epoll_wait(int epoll, @Word long events, int most, int timeoutMillis);

    @SystemCall(Constant.SYS_CLOSE_RANGE)
    int close_range(int first, int last, int flags);

    int pipe(@Word long descriptors);

    int kqueue();

    int kevent(int queue, @Word long changes, int changeCount, @Word long events, int eventCount, @Word long timespec);

    // Processes.

    int sysctl(
            @Word long name,
            int nameLength,
            @Word long old,
            @Word long oldLength,
            @Word long replacement,
            @Word long replacementLength);

    int chdir(@Word long path);

    int unshare(int flags);

    int kill(int pid, int signal);

    int prlimit(int pid, int resource, @Word long newLimits, @Word long oldLimits);

    int getsid(int pid);

    int clock_gettime(int clock, @Word long timespec);

    int waitpid(int pid, @Word long status, int options);

    int waitid(int idType, int id, @Word long siginfo, int options);

    int sigaction(int signal, @Word long action, @Word long oldAction);

    @SystemCall(Constant.SYS_PIDFD_OPEN)
    int pidfd_open(int pid, int flags);

    @SystemCall(Constant.SYS_PIDFD_SEND_SIGNAL)
    int pidfd_send_signal(int pidfd, int signal);

    // Users and groups. Those of one thread: the C library's own functions change them for all threads (nptl(7)).

    @SystemCall(Constant.SYS_SETGROUPS)
    int setgroups(int count, @Word long groups);

    @SystemCall(Constant.SYS_SETRESGID)
    int setresgid(int real, int effective, int saved);

    @SystemCall(Constant.SYS_SETRESUID)
    int setresuid(int real, int effective, int saved);

    int geteuid();

    int prctl(int option, @Word long second, @Word long third, @Word long fourth, @Word long fifth);

    @ReturnsError
    int getpwnam_r(@Word long name, @Word long passwd, @Word long text, @Word long size, @Word long result);

    @ReturnsError
    int getpwuid_r(int user, @Word long passwd, @Word long text, @Word long size, @Word long result);

    @ReturnsError
    int getgrnam_r(@Word long name, @Word long group, @Word long text, @Word long size, @Word long result);

    /** Fails without an error number if there are more groups than room: then the result is not positive. */
    int getgrouplist(@Word long user, int group, @Word long groups, @Word long count);

    // Starting a program.

    @ReturnsError
    int posix_spawn(
            @Word long pid,
            @Word long path,
            @Word long fileActions,
            @Word long attributes,
            @Word long argv,
            @Word long envp);

    @ReturnsError
    int posix_spawn_file_actions_init(@Word long fileActions);

    @ReturnsError
    int posix_spawn_file_actions_destroy(@Word long fileActions);

    @ReturnsError
    int posix_spawn_file_actions_addopen(@Word long fileActions, int fd, @Word long path, int flags);

    @ReturnsError
    int posix_spawn_file_actions_adddup2(@Word long fileActions, int fd, int newFd);

    @ReturnsError
    int posix_spawn_file_actions_addclose(@Word long fileActions, int fd);

    /** Only where {@link #has} says so. */
    @ReturnsError
    int posix_spawn_file_actions_addclosefrom_np(@Word long fileActions, int from);

    /** Only where {@link #has} says so. */
    @ReturnsError
    int posix_spawn_file_actions_addchdir_np(@Word long fileActions, @Word long path);

    @ReturnsError
    int posix_spawnattr_init(@Word long attributes);

    @ReturnsError
    int posix_spawnattr_destroy(@Word long attributes);

    @ReturnsError
    int posix_spawnattr_setflags(@Word long attributes, short flags);

    @ReturnsError
    int posix_spawnattr_setsigdefault(@Word long attributes, @Word long set);

    @ReturnsError
    int posix_spawnattr_setsigmask(@Word long attributes, @Word long set);

    int sigemptyset(@Word long set);

    int sigfillset(@Word long set);
}
