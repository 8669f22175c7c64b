// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** The C library of this process on Linux with 64 bits, bound directly; loaded only by {@link NativeAccess}. */
class JnaLibC extends JnaLibrary {

    private final long closeRange;
    private final long pidfdOpen;
    private final long pidfdSendSignal;
    private final long setGroups;
    private final long setResGid;
    private final long setResUid;

    JnaLibC(Platform platform) {
        super(platform);
        this.closeRange = platform.number(Constant.SYS_CLOSE_RANGE);
        this.pidfdOpen = platform.number(Constant.SYS_PIDFD_OPEN);
        this.pidfdSendSignal = platform.number(Constant.SYS_PIDFD_SEND_SIGNAL);
        this.setGroups = platform.number(Constant.SYS_SETGROUPS);
        this.setResGid = platform.number(Constant.SYS_SETRESGID);
        this.setResUid = platform.number(Constant.SYS_SETRESUID);
    }

    private static int orError(int result) {
        return result == -1 ? -Native.getLastError() : result;
    }

    private static int orError(long result) {
        return result == -1 ? -Native.getLastError() : (int) result;
    }

    @Override
    public int posix_openpt(int flags) {
        return orError(Functions.posix_openpt(flags));
    }

    @Override
    public int grantpt(int fd) {
        return orError(Functions.grantpt(fd));
    }

    @Override
    public int unlockpt(int fd) {
        return orError(Functions.unlockpt(fd));
    }

    @Override
    public int ptsname_r(int fd, long buffer, long size) {
        return negated(Functions.ptsname_r(fd, buffer, size));
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return orError(Functions.ioctl(fd, request, argument));
    }

    @Override
    public int tcgetattr(int fd, long termios) {
        return orError(Functions.tcgetattr(fd, termios));
    }

    @Override
    public int tcsetattr(int fd, int action, long termios) {
        return orError(Functions.tcsetattr(fd, action, termios));
    }

    @Override
    public int tcgetpgrp(int fd) {
        return orError(Functions.tcgetpgrp(fd));
    }

    @Override
    public int access(long path, int mode) {
        return orError(Functions.access(path, mode));
    }

    @Override
    public int statvfs(long path, long facts) {
        return orError(Functions.statvfs(path, facts));
    }

    @Override
    public int open(long path, int flags) {
        return orError(Functions.open(path, flags));
    }

    @Override
    public int mkfifo(long path, int mode) {
        return orError(Functions.mkfifo(path, mode));
    }

    @Override
    public int unlink(long path) {
        return orError(Functions.unlink(path));
    }

    @Override
    public int chmod(long path, int mode) {
        return orError(Functions.chmod(path, mode));
    }

    @Override
    public int fchown(int fd, int user, int group) {
        return orError(Functions.fchown(fd, user, group));
    }

    @Override
    public int close(int fd) {
        return orError(Functions.close(fd));
    }

    @Override
    public int fcntl(int fd, int command, long argument) {
        return orError(Functions.fcntl(fd, command, argument));
    }

    @Override
    public int read(int fd, long address, int count) {
        return orError(Functions.read(fd, address, count));
    }

    @Override
    public int write(int fd, long address, int count) {
        return orError(Functions.write(fd, address, count));
    }

    @Override
    public int poll(long pollfds, int count, int timeoutMillis) {
        return orError(Functions.poll(pollfds, count, timeoutMillis));
    }

    @Override
    public int pipe2(long descriptors, int flags) {
        return orError(Functions.pipe2(descriptors, flags));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return orError(Functions.eventfd(initial, flags));
    }

    @Override
    public int epoll_create1(int flags) {
        return orError(Functions.epoll_create1(flags));
    }

    @Override
    public int epoll_ctl(int epoll, int operation, int fd, long event) {
        return orError(Functions.epoll_ctl(epoll, operation, fd, event));
    }

    @Override
    public int epoll_wait(int epoll, long events, int most, int timeoutMillis) {
        return orError(Functions.epoll_wait(epoll, events, most, timeoutMillis));
    }

    @Override
    public int pipe(long descriptors) {
        return orError(Functions.pipe2(descriptors, 0));
    }

    @Override
    public int kqueue() {
        return Errno.ENOSYS.asResult();
    }

    @Override
    public int kevent(int queue, long changes, int changeCount, long events, int eventCount, long timespec) {
        return Errno.ENOSYS.asResult();
    }

    @Override
    public int sysctl(long name, int nameLength, long old, long oldLength, long replacement, long replacementLength) {
        return Errno.ENOSYS.asResult();
    }

    @Override
    public int close_range(int first, int last, int flags) {
        return orError(Functions.syscall(closeRange, first, last, flags, 0));
    }

    @Override
    public int chdir(long path) {
        return orError(Functions.chdir(path));
    }

    @Override
    public int unshare(int flags) {
        return orError(Functions.unshare(flags));
    }

    @Override
    public int getsid(int pid) {
        return orError(Functions.getsid(pid));
    }

    @Override
    public int clock_gettime(int clock, long timespec) {
        return orError(Functions.clock_gettime(clock, timespec));
    }

    @Override
    public int kill(int pid, int signal) {
        return orError(Functions.kill(pid, signal));
    }

    @Override
    public int prlimit(int pid, int resource, long newLimits, long oldLimits) {
        return orError(Functions.prlimit(pid, resource, newLimits, oldLimits));
    }

    @Override
    public int waitpid(int pid, long status, int options) {
        return orError(Functions.waitpid(pid, status, options));
    }

    @Override
    public int waitid(int idType, int id, long siginfo, int options) {
        return orError(Functions.waitid(idType, id, siginfo, options));
    }

    @Override
    public int sigaction(int signal, long action, long oldAction) {
        return orError(Functions.sigaction(signal, action, oldAction));
    }

    @Override
    public int pidfd_open(int pid, int flags) {
        return orError(Functions.syscall(pidfdOpen, pid, flags, 0, 0));
    }

    @Override
    public int pidfd_send_signal(int pidfd, int signal) {
        return orError(Functions.syscall(pidfdSendSignal, pidfd, signal, 0, 0));
    }

    @Override
    public int setgroups(int count, long groups) {
        return orError(Functions.syscall(setGroups, count, groups, 0, 0));
    }

    @Override
    public int setresgid(int real, int effective, int saved) {
        return orError(Functions.syscall(setResGid, real, effective, saved, 0));
    }

    @Override
    public int setresuid(int real, int effective, int saved) {
        return orError(Functions.syscall(setResUid, real, effective, saved, 0));
    }

    @Override
    public int geteuid() {
        return Functions.geteuid();
    }

    @Override
    public int prctl(int option, long second, long third, long fourth, long fifth) {
        return orError(Functions.prctl(option, second, third, fourth, fifth));
    }

    @Override
    public int getpwnam_r(long name, long passwd, long text, long size, long result) {
        return negated(Functions.getpwnam_r(name, passwd, text, size, result));
    }

    @Override
    public int getpwuid_r(int user, long passwd, long text, long size, long result) {
        return negated(Functions.getpwuid_r(user, passwd, text, size, result));
    }

    @Override
    public int getgrnam_r(long name, long group, long text, long size, long result) {
        return negated(Functions.getgrnam_r(name, group, text, size, result));
    }

    @Override
    public int getgrouplist(long user, int group, long groups, long count) {
        return orError(Functions.getgrouplist(user, group, groups, count));
    }

    @Override
    public int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp) {
        return negated(Functions.posix_spawn(pid, path, fileActions, attributes, argv, envp));
    }

    @Override
    public int posix_spawn_file_actions_init(long fileActions) {
        return negated(Functions.posix_spawn_file_actions_init(fileActions));
    }

    @Override
    public int posix_spawn_file_actions_destroy(long fileActions) {
        return negated(Functions.posix_spawn_file_actions_destroy(fileActions));
    }

    @Override
    public int posix_spawn_file_actions_addopen(long fileActions, int fd, long path, int flags) {
        return negated(Functions.posix_spawn_file_actions_addopen(fileActions, fd, path, flags, 0));
    }

    @Override
    public int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd) {
        return negated(Functions.posix_spawn_file_actions_adddup2(fileActions, fd, newFd));
    }

    @Override
    public int posix_spawn_file_actions_addclose(long fileActions, int fd) {
        return negated(Functions.posix_spawn_file_actions_addclose(fileActions, fd));
    }

    @Override
    public int posix_spawn_file_actions_addclosefrom_np(long fileActions, int from) {
        return callOptional(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP, new Pointer(fileActions), from);
    }

    @Override
    public int posix_spawn_file_actions_addchdir_np(long fileActions, long path) {
        return callOptional(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP, new Pointer(fileActions), new Pointer(path));
    }

    @Override
    public int posix_spawnattr_init(long attributes) {
        return negated(Functions.posix_spawnattr_init(attributes));
    }

    @Override
    public int posix_spawnattr_destroy(long attributes) {
        return negated(Functions.posix_spawnattr_destroy(attributes));
    }

    @Override
    public int posix_spawnattr_setflags(long attributes, short flags) {
        return negated(Functions.posix_spawnattr_setflags(attributes, flags));
    }

    @Override
    public int posix_spawnattr_setsigdefault(long attributes, long set) {
        return negated(Functions.posix_spawnattr_setsigdefault(attributes, set));
    }

    @Override
    public int posix_spawnattr_setsigmask(long attributes, long set) {
        return negated(Functions.posix_spawnattr_setsigmask(attributes, set));
    }

    @Override
    public int sigemptyset(long set) {
        return orError(Functions.sigemptyset(set));
    }

    @Override
    public int sigfillset(long set) {
        return orError(Functions.sigfillset(set));
    }
}
