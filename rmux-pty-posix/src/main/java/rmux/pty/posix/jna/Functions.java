// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The native methods themselves, by the names of the C library.
 *
 * <p>Direct mapping on 64-bit systems, where an address is a {@code long}: no objects are made and a call costs about what
 * JNI does. The variadic ones (open, fcntl, ioctl, prctl, syscall) are mapped with the arguments they are called with, which the
 * Linux calling conventions of x86-64, aarch64, riscv64 and s390x pass in the same registers.
 */
final class Functions {

    static {
        Native.register(Functions.class, NativeLibrary.getProcess());
    }

    private Functions() {}

    static native int posix_openpt(int flags);

    static native int grantpt(int fd);

    static native int unlockpt(int fd);

    static native int ptsname_r(int fd, long buffer, long size);

    static native int ioctl(int fd, long request, long argument);

    static native int tcgetattr(int fd, long termios);

    static native int tcsetattr(int fd, int action, long termios);

    static native int tcgetpgrp(int fd);

    static native int access(long path, int mode);

    static native int statvfs(long path, long facts);

    static native int open(long path, int flags);

    static native int mkfifo(long path, int mode);

    static native int unlink(long path);

    static native int chmod(long path, int mode);

    static native int fchown(int fd, int user, int group);

    static native int close(int fd);

    static native int fcntl(int fd, int command, long argument);

    static native long read(int fd, long address, long count);

    static native long write(int fd, long address, long count);

    static native int poll(long pollfds, long count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native int pipe2(long descriptors, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, long event);

    static native int epoll_wait(int epoll, long events, int most, int timeoutMillis);

    static native long syscall(long number, long first, long second, long third, long fourth);

    static native int chdir(long path);

    static native int unshare(int flags);

    static native int kill(int pid, int signal);

    static native int prlimit(int pid, int resource, long newLimits, long oldLimits);

    static native int getsid(int pid);

    static native int clock_gettime(int clock, long timespec);

    static native int waitpid(int pid, long status, int options);

    static native int waitid(int idType, int id, long siginfo, int options);

    static native int sigaction(int signal, long action, long oldAction);

    static native int geteuid();

    static native int prctl(int option, long second, long third, long fourth, long fifth);

    static native int getpwnam_r(long name, long passwd, long text, long size, long result);

    static native int getpwuid_r(int user, long passwd, long text, long size, long result);

    static native int getgrnam_r(long name, long group, long text, long size, long result);

    static native int getgrouplist(long user, int group, long groups, long count);

    static native int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp);

    static native int posix_spawn_file_actions_init(long fileActions);

    static native int posix_spawn_file_actions_destroy(long fileActions);

    static native int posix_spawn_file_actions_addopen(long fileActions, int fd, long path, int flags, int mode);

    static native int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd);

    static native int posix_spawn_file_actions_addclose(long fileActions, int fd);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_destroy(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setsigdefault(long attributes, long set);

    static native int posix_spawnattr_setsigmask(long attributes, long set);

    static native int sigemptyset(long set);

    static native int sigfillset(long set);
}
