// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** The C library of this process on any 64-bit platform, bound by the Foreign Function &amp; Memory API. */
final class ForeignLibC implements LibC {

    private final Platform platform;
    private final ForeignFunctions functions;

    ForeignLibC(Platform platform) {
        this.platform = platform;
        this.functions = new ForeignFunctions(platform);
    }

    private int systemCall(Constant number, long one, long two, long three) {
        return platform.has(number)
                ? functions.syscall.call(platform.wide(number), one, two, three, 0)
                : platform.errors().result(Errno.ENOSYS);
    }

    @Override
    public String toString() {
        return "LibC of " + platform;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public boolean has(Symbol symbol) {
        return switch (symbol) {
            case POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP ->
                functions.posix_spawn_file_actions_addclosefrom_np.exists();
            case POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP -> functions.posix_spawn_file_actions_addchdir_np.exists();
        };
    }

    @Override
    public long allocate(int size) {
        long address = functions.calloc.callForAddress(1, size);
        if (address == 0) {
            throw new OutOfMemoryError("calloc of " + size + " bytes");
        }
        return address;
    }

    @Override
    public void free(long address) {
        functions.free.call(address);
    }

    @Override
    public ByteBuffer view(long address, int size) {
        return MemorySegment.ofAddress(address).reinterpret(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public long addressOf(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer: " + direct);
        }
        return MemorySegment.ofBuffer(direct).address() - direct.position();
    }

    @Override
    public int posix_openpt(int flags) {
        return functions.posix_openpt.call(flags);
    }

    @Override
    public int grantpt(int fd) {
        return functions.grantpt.call(fd);
    }

    @Override
    public int unlockpt(int fd) {
        return functions.unlockpt.call(fd);
    }

    @Override
    public int ptsname_r(int fd, long buffer, long size) {
        return functions.ptsname_r.call(fd, buffer, size);
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return functions.ioctl.call(fd, request, argument);
    }

    @Override
    public int tcgetattr(int fd, long termios) {
        return functions.tcgetattr.call(fd, termios);
    }

    @Override
    public int tcsetattr(int fd, int action, long termios) {
        return functions.tcsetattr.call(fd, action, termios);
    }

    @Override
    public int tcgetpgrp(int fd) {
        return functions.tcgetpgrp.call(fd);
    }

    @Override
    public int access(long path, int mode) {
        return functions.access.call(path, mode);
    }

    @Override
    public int statvfs(long path, long facts) {
        return functions.statvfs.call(path, facts);
    }

    @Override
    public int open(long path, int flags) {
        return functions.open.call(path, flags);
    }

    @Override
    public int mkfifo(long path, int mode) {
        return functions.mkfifo.call(path, mode);
    }

    @Override
    public int unlink(long path) {
        return functions.unlink.call(path);
    }

    @Override
    public int chmod(long path, int mode) {
        return functions.chmod.call(path, mode);
    }

    @Override
    public int fchown(int fd, int user, int group) {
        return functions.fchown.call(fd, user, group);
    }

    @Override
    public int close(int fd) {
        return functions.close.call(fd);
    }

    @Override
    public int fcntl(int fd, int command, long argument) {
        return functions.fcntl.call(fd, command, argument);
    }

    @Override
    public int read(int fd, long address, int count) {
        return functions.read.call(fd, address, count);
    }

    @Override
    public int write(int fd, long address, int count) {
        return functions.write.call(fd, address, count);
    }

    @Override
    public int poll(long pollfds, int count, int timeoutMillis) {
        return functions.poll.call(pollfds, count, timeoutMillis);
    }

    @Override
    public int eventfd(int initial, int flags) {
        return functions.eventfd.call(initial, flags);
    }

    @Override
    public int pipe2(long descriptors, int flags) {
        return functions.pipe2.call(descriptors, flags);
    }

    @Override
    public int epoll_create1(int flags) {
        return functions.epoll_create1.call(flags);
    }

    @Override
    public int epoll_ctl(int epoll, int operation, int fd, long event) {
        return functions.epoll_ctl.call(epoll, operation, fd, event);
    }

    @Override
    public int epoll_wait(int epoll, long events, int most, int timeoutMillis) {
        return functions.epoll_wait.call(epoll, events, most, timeoutMillis);
    }

    @Override
    public int close_range(int first, int last, int flags) {
        return systemCall(Constant.SYS_CLOSE_RANGE, first, last, flags);
    }

    @Override
    public int pipe(long descriptors) {
        return functions.pipe.call(descriptors);
    }

    @Override
    public int kqueue() {
        return functions.kqueue.call();
    }

    @Override
    public int kevent(int queue, long changes, int changeCount, long events, int eventCount, long timespec) {
        return functions.kevent.call(queue, changes, changeCount, events, eventCount, timespec);
    }

    @Override
    public int sysctl(long name, int nameLength, long old, long oldLength, long replacement, long replacementLength) {
        return functions.sysctl.call(name, nameLength, old, oldLength, replacement, replacementLength);
    }

    @Override
    public int chdir(long path) {
        return functions.chdir.call(path);
    }

    @Override
    public int unshare(int flags) {
        return functions.unshare.call(flags);
    }

    @Override
    public int kill(int pid, int signal) {
        return functions.kill.call(pid, signal);
    }

    @Override
    public int prlimit(int pid, int resource, long newLimits, long oldLimits) {
        return functions.prlimit.call(pid, resource, newLimits, oldLimits);
    }

    @Override
    public int getsid(int pid) {
        return functions.getsid.call(pid);
    }

    @Override
    public int clock_gettime(int clock, long timespec) {
        return functions.clock_gettime.call(clock, timespec);
    }

    @Override
    public int waitpid(int pid, long status, int options) {
        return functions.waitpid.call(pid, status, options);
    }

    @Override
    public int waitid(int idType, int id, long siginfo, int options) {
        return functions.waitid.call(idType, id, siginfo, options);
    }

    @Override
    public int sigaction(int signal, long action, long oldAction) {
        return functions.sigaction.call(signal, action, oldAction);
    }

    @Override
    public int pidfd_open(int pid, int flags) {
        return systemCall(Constant.SYS_PIDFD_OPEN, pid, flags, 0);
    }

    @Override
    public int pidfd_send_signal(int pidfd, int signal) {
        return systemCall(Constant.SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0);
    }

    @Override
    public int setgroups(int count, long groups) {
        return systemCall(Constant.SYS_SETGROUPS, count, groups, 0);
    }

    @Override
    public int setresgid(int real, int effective, int saved) {
        return systemCall(Constant.SYS_SETRESGID, real, effective, saved);
    }

    @Override
    public int setresuid(int real, int effective, int saved) {
        return systemCall(Constant.SYS_SETRESUID, real, effective, saved);
    }

    @Override
    public int geteuid() {
        return functions.geteuid.call();
    }

    @Override
    public int prctl(int option, long second, long third, long fourth, long fifth) {
        return functions.prctl.call(option, second, third, fourth, fifth);
    }

    @Override
    public int getpwnam_r(long name, long passwd, long text, long size, long result) {
        return functions.getpwnam_r.call(name, passwd, text, size, result);
    }

    @Override
    public int getpwuid_r(int user, long passwd, long text, long size, long result) {
        return functions.getpwuid_r.call(user, passwd, text, size, result);
    }

    @Override
    public int getgrnam_r(long name, long group, long text, long size, long result) {
        return functions.getgrnam_r.call(name, group, text, size, result);
    }

    @Override
    public int getgrouplist(long user, int group, long groups, long count) {
        return functions.getgrouplist.call(user, group, groups, count);
    }

    @Override
    public int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp) {
        return functions.posix_spawn.call(pid, path, fileActions, attributes, argv, envp);
    }

    @Override
    public int posix_spawn_file_actions_init(long fileActions) {
        return functions.posix_spawn_file_actions_init.call(fileActions);
    }

    @Override
    public int posix_spawn_file_actions_destroy(long fileActions) {
        return functions.posix_spawn_file_actions_destroy.call(fileActions);
    }

    @Override
    public int posix_spawn_file_actions_addopen(long fileActions, int fd, long path, int flags) {
        return functions.posix_spawn_file_actions_addopen.call(fileActions, fd, path, flags, 0);
    }

    @Override
    public int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd) {
        return functions.posix_spawn_file_actions_adddup2.call(fileActions, fd, newFd);
    }

    @Override
    public int posix_spawn_file_actions_addclose(long fileActions, int fd) {
        return functions.posix_spawn_file_actions_addclose.call(fileActions, fd);
    }

    @Override
    public int posix_spawn_file_actions_addclosefrom_np(long fileActions, int from) {
        return functions.posix_spawn_file_actions_addclosefrom_np.call(fileActions, from);
    }

    @Override
    public int posix_spawn_file_actions_addchdir_np(long fileActions, long path) {
        return functions.posix_spawn_file_actions_addchdir_np.call(fileActions, path);
    }

    @Override
    public int posix_spawnattr_init(long attributes) {
        return functions.posix_spawnattr_init.call(attributes);
    }

    @Override
    public int posix_spawnattr_destroy(long attributes) {
        return functions.posix_spawnattr_destroy.call(attributes);
    }

    @Override
    public int posix_spawnattr_setflags(long attributes, short flags) {
        return functions.posix_spawnattr_setflags.call(attributes, flags);
    }

    @Override
    public int posix_spawnattr_setsigdefault(long attributes, long set) {
        return functions.posix_spawnattr_setsigdefault.call(attributes, set);
    }

    @Override
    public int posix_spawnattr_setsigmask(long attributes, long set) {
        return functions.posix_spawnattr_setsigmask.call(attributes, set);
    }

    @Override
    public int sigemptyset(long set) {
        return functions.sigemptyset.call(set);
    }

    @Override
    public int sigfillset(long set) {
        return functions.sigfillset.call(set);
    }
}
