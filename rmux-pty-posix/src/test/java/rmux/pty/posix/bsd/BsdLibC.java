// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.jna.RealLibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.TestPlatforms;
import rmux.pty.posix.process.KinfoList;

/** The C library of macOS or FreeBSD, by that of Linux; see the package. Needs CAP_SYS_ADMIN. */
public class BsdLibC extends RealLibC {

    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final byte[] MACH_O = {(byte) 0xCF, (byte) 0xFA, (byte) 0xED, (byte) 0xFE};
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LibC linux = NativeAccess.libC();
    private final Platform bsd;
    private final Translation translation;
    private final Terminals terminals;
    private final Queues queues;
    private final Spawns spawns;
    private final Modes modes;
    private final KinfoList processes;
    private final Set<Integer> files = ConcurrentHashMap.newKeySet();

    private BsdLibC(Platform bsd, boolean leaderWaitsForReader) {
        this.bsd = bsd;
        this.translation = new Translation(bsd, linux.platform());
        this.terminals = new Terminals(linux, translation, leaderWaitsForReader);
        this.queues = new Queues(linux, translation);
        this.spawns = new Spawns(linux, translation);
        this.modes = new Modes(linux, translation);
        this.processes = new KinfoList(linux, bsd);
    }

    /** macOS as it is from about version 15 on: an exiting leader waits until its output has been read. */
    public static BsdLibC macOs() {
        return new BsdLibC(TestPlatforms.macOs(NativeAccess.libC().platform()), true);
    }

    /** macOS before that. */
    public static BsdLibC macOs14() {
        return new BsdLibC(TestPlatforms.macOs(NativeAccess.libC().platform()), false);
    }

    /** FreeBSD 14. */
    public static BsdLibC freeBsd() {
        return new BsdLibC(TestPlatforms.freeBsd(NativeAccess.libC().platform()), false);
    }

    private int result(int ofLinux) {
        return translation.result(ofLinux);
    }

    private int missing() {
        return result(Errno.ENOSYS.asResult());
    }

    @Override
    public Platform platform() {
        return bsd;
    }

    @Override
    public boolean has(Symbol symbol) {
        return super.has(symbol)
                && (symbol != Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
                        || !bsd.has(Constant.POSIX_SPAWN_CLOEXEC_DEFAULT));
    }

    // Terminals.

    @Override
    public int posix_openpt(int flags) {
        boolean refused = bsd.has(Constant.SYS_SETSID) && (flags & bsd.number(Constant.O_NONBLOCK)) != 0;
        return result(refused ? Errno.EINVAL.asResult() : terminals.openMaster(flags));
    }

    @Override
    public int grantpt(int fd) {
        return result(linux.grantpt(fd));
    }

    @Override
    public int unlockpt(int fd) {
        return result(linux.unlockpt(fd));
    }

    @Override
    public int ptsname_r(int fd, long buffer, long size) {
        return result(linux.ptsname_r(fd, buffer, size));
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return result(terminals.ioctl(fd, request, argument));
    }

    @Override
    public int tcgetattr(int fd, long termios) {
        return result(terminals.isUnopened(fd) ? Errno.ENOTTY.asResult() : modes.get(fd, termios));
    }

    @Override
    public int tcsetattr(int fd, int action, long termios) {
        return result(terminals.isUnopened(fd) ? Errno.ENOTTY.asResult() : modes.set(fd, termios));
    }

    @Override
    public int tcgetpgrp(int fd) {
        return result(linux.tcgetpgrp(fd));
    }

    // Descriptors.

    @Override
    public int access(long path, int mode) {
        return result(linux.access(path, mode));
    }

    @Override
    public int open(long path, int flags) {
        int fd = terminals.open(path, flags);
        if (fd >= 0) {
            files.add(fd);
        }
        return result(fd);
    }

    @Override
    public int fchown(int fd, int user, int group) {
        return result(linux.fchown(fd, user, group));
    }

    @Override
    public int close(int fd) {
        queues.forget(fd);
        files.remove(fd);
        return result(terminals.close(fd));
    }

    @Override
    public int fcntl(int fd, int command, long argument) {
        Platform own = linux.platform();
        if (command == bsd.number(Constant.F_SETFL)) {
            int flags = translation.openFlags((int) argument);
            return result(linux.fcntl(fd, own.number(Constant.F_SETFL), flags));
        }
        for (Constant same : new Constant[] {Constant.F_SETFD, Constant.F_DUPFD_CLOEXEC}) {
            if (command == bsd.number(same)) {
                return result(linux.fcntl(fd, own.number(same), argument));
            }
        }
        return result(Errno.EINVAL.asResult());
    }

    /** The programs of macOS begin otherwise than those of Linux. */
    @Override
    public int read(int fd, long address, int count) {
        if (terminals.isMaster(fd)) {
            return result(terminals.read(fd, address, count));
        }
        int result = linux.read(fd, address, count);
        if (result >= ELF.length && bsd.system().equals("macOS") && files.contains(fd)) {
            ByteBuffer head = linux.view(address, ELF.length);
            if (head.equals(ByteBuffer.wrap(ELF))) {
                head.put(0, MACH_O);
            }
        }
        return result(result);
    }

    @Override
    public int write(int fd, long address, int count) {
        return result(linux.write(fd, address, count));
    }

    /** The numbers of poll(2) are the same everywhere. */
    @Override
    public int poll(long pollfds, int count, int timeoutMillis) {
        int size = bsd.number(Constant.POLLFD_SIZE);
        ByteBuffer view = linux.view(pollfds, count * size);
        boolean revoked = false;
        for (int i = 0; i < count; i++) {
            revoked |= terminals.isRevoked(view.getInt(i * size));
        }
        int result = linux.poll(pollfds, count, revoked ? 0 : timeoutMillis);
        for (int i = 0; revoked && result >= 0 && i < count; i++) {
            if (terminals.isRevoked(view.getInt(i * size))) {
                int at = i * size + bsd.number(Constant.POLLFD_REVENTS_OFFSET);
                result += view.getShort(at) == 0 ? 1 : 0;
                view.putShort(at, (short) (view.getShort(at) | bsd.flags(Constant.POLLIN, Constant.POLLHUP)));
            }
        }
        return result(result);
    }

    @Override
    public int pipe(long descriptors) {
        return result(super.pipe(descriptors));
    }

    @Override
    public int pipe2(long descriptors, int flags) {
        return bsd.has(Constant.SYS_SETSID)
                ? result(linux.pipe2(descriptors, translation.openFlags(flags)))
                : missing();
    }

    @Override
    public int kqueue() {
        return result(queues.open());
    }

    @Override
    public int kevent(int queue, long changes, int changeCount, long events, int eventCount, long timespec) {
        return result(queues.call(queue, changes, changeCount, events, eventCount, timespec));
    }

    // Processes.

    @Override
    public int sysctl(long name, int nameLength, long old, long oldLength, long replacement, long replacementLength) {
        return result(processes.answer(name, old, oldLength));
    }

    /** No zombies are found. */
    @Override
    public int getsid(int pid) {
        return result(KinfoList.isZombie(pid) ? Errno.ESRCH.asResult() : linux.getsid(pid));
    }

    @Override
    public int clock_gettime(int clock, long timespec) {
        return result(linux.clock_gettime(clock, timespec));
    }

    @Override
    public int kill(int pid, int signal) {
        return result(linux.kill(pid, translation.signal(signal)));
    }

    /** A leader that has exited is there to be collected once its terminal has been taken from everybody. */
    @Override
    public int waitpid(int pid, long status, int options) {
        boolean waits = (options & bsd.number(Constant.WNOHANG)) == 0;
        if (pid > 0 && (waits ? Children.awaitExit(linux, pid) : Children.hasExited(linux, pid))) {
            while (terminals.isHeldUp(pid)) {
                if (!waits) {
                    return 0;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        int collected = linux.waitpid(pid, status, waits ? 0 : linux.platform().number(Constant.WNOHANG));
        if (collected > 0 && status != 0) {
            ByteBuffer view = linux.view(status, Integer.BYTES);
            view.putInt(0, translation.status(view.getInt(0)));
        }
        return result(collected);
    }

    @Override
    public int waitid(int idType, int id, long siginfo, int options) {
        int translated = translation.flags(
                options, Set.of(Constant.WSTOPPED, Constant.WEXITED, Constant.WNOHANG, Constant.WNOWAIT));
        boolean seen = Children.look(linux, id, translated);
        linux.view(siginfo, bsd.number(Constant.SIGINFO_SIZE))
                .putInt(bsd.number(Constant.SIGINFO_PID_OFFSET), seen ? id : 0);
        return 0;
    }

    /** Of the structure, the backend reads and writes the handler alone, which comes first everywhere. */
    @Override
    public int sigaction(int signal, long action, long oldAction) {
        int room = linux.platform().room(Constant.SIGACTION_SIZE);
        long own = linux.allocate(room);
        try {
            int number = translation.signal(signal);
            if (action != 0) {
                linux.view(own, Long.BYTES)
                        .putLong(0, linux.view(action, Long.BYTES).getLong(0));
                return result(linux.sigaction(number, own, 0));
            }
            int result = linux.sigaction(number, 0, own);
            linux.view(oldAction, Long.BYTES)
                    .putLong(0, linux.view(own, Long.BYTES).getLong(0));
            return result(result);
        } finally {
            linux.free(own);
        }
    }

    // Starting a program.

    @Override
    public int posix_spawn(long pid, long path, long fileActions, long attributes, long argv, long envp) {
        int result = spawns.spawn(pid, path, fileActions, attributes, argv, envp);
        if (result >= 0) {
            terminals.started(linux.view(pid, Integer.BYTES).getInt(0), argv);
        }
        return result(result);
    }

    @Override
    public int posix_spawn_file_actions_init(long fileActions) {
        return result(linux.posix_spawn_file_actions_init(spawns.make(fileActions, Constant.SPAWN_FILE_ACTIONS_SIZE)));
    }

    @Override
    public int posix_spawn_file_actions_destroy(long fileActions) {
        int result = linux.posix_spawn_file_actions_destroy(spawns.real(fileActions));
        spawns.release(fileActions);
        return result(result);
    }

    @Override
    public int posix_spawn_file_actions_addopen(long fileActions, int fd, long path, int flags) {
        return result(spawns.addOpen(fileActions, fd, path, flags));
    }

    @Override
    public int posix_spawn_file_actions_adddup2(long fileActions, int fd, int newFd) {
        int result = linux.posix_spawn_file_actions_adddup2(spawns.real(fileActions), fd, newFd);
        return result(spawns.named(fileActions, newFd, result));
    }

    @Override
    public int posix_spawn_file_actions_addclose(long fileActions, int fd) {
        return result(linux.posix_spawn_file_actions_addclose(spawns.real(fileActions), fd));
    }

    @Override
    public int posix_spawn_file_actions_addclosefrom_np(long fileActions, int from) {
        return result(linux.posix_spawn_file_actions_addclosefrom_np(spawns.real(fileActions), from));
    }

    @Override
    public int posix_spawn_file_actions_addchdir_np(long fileActions, long path) {
        return result(linux.posix_spawn_file_actions_addchdir_np(spawns.real(fileActions), path));
    }

    @Override
    public int posix_spawnattr_init(long attributes) {
        return result(linux.posix_spawnattr_init(spawns.make(attributes, Constant.SPAWNATTR_SIZE)));
    }

    @Override
    public int posix_spawnattr_destroy(long attributes) {
        int result = linux.posix_spawnattr_destroy(spawns.real(attributes));
        spawns.release(attributes);
        return result(result);
    }

    @Override
    public int posix_spawnattr_setflags(long attributes, short flags) {
        return result(spawns.setFlags(attributes, flags));
    }

    @Override
    public int posix_spawnattr_setsigdefault(long attributes, long set) {
        return result(spawns.setDefault(attributes, set));
    }

    @Override
    public int posix_spawnattr_setsigmask(long attributes, long set) {
        return result(spawns.setMask(attributes, set));
    }

    @Override
    public int sigemptyset(long set) {
        spawns.fill(set, false);
        return 0;
    }

    @Override
    public int sigfillset(long set) {
        spawns.fill(set, true);
        return 0;
    }

    // What neither system has.

    @Override
    public int eventfd(int initial, int flags) {
        return missing();
    }

    @Override
    public int epoll_create1(int flags) {
        return missing();
    }

    @Override
    public int pidfd_open(int pid, int flags) {
        return missing();
    }

    @Override
    public int prlimit(int pid, int resource, long newLimits, long oldLimits) {
        return missing();
    }

    @Override
    public int prctl(int option, long second, long third, long fourth, long fifth) {
        return missing();
    }
}
