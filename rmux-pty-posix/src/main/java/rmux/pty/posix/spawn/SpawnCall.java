// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;

/**
 * One call of {@code posix_spawn(3)}.
 *
 * <p>glibc and musl make the child a session leader before they run the file actions, so that opening the terminal, without
 * O_NOCTTY, makes it the controlling one and the child's group the foreground group (tty_jobctrl.c). Every disposition goes
 * to the default and the mask is emptied: the JVM blocks SIGQUIT and hands on what it was started with. macOS makes the session
 * after the file actions, and FreeBSD none, which is what {@link TrampolineRecipe} is for.
 */
final class SpawnCall {

    private static final int MOST_TRIES_WHEN_BUSY = 6;

    private final LibC libC;
    private final int flags;

    SpawnCall(LibC libC) {
        this.libC = libC;
        Platform platform = libC.platform();
        int set = platform.flags(Constant.POSIX_SPAWN_SETSIGDEF, Constant.POSIX_SPAWN_SETSIGMASK);
        for (Constant flag : List.of(Constant.POSIX_SPAWN_SETSID, Constant.POSIX_SPAWN_CLOEXEC_DEFAULT)) {
            set |= platform.has(flag) ? platform.number(flag) : 0;
        }
        this.flags = set;
    }

    /** Adds file actions. */
    interface Extra {
        void addTo(long fileActions) throws PtyException;
    }

    /** What is executed: addresses of its path, its arguments and its environment. */
    record Image(long path, long argv, long envp) {}

    /** Starts the program; {@code extra} comes after the terminal is in place. Returns its pid, or the error of posix_spawn. */
    int run(SpawnMemory request, Extra extra) throws PtyException {
        Image image = new Image(request.programPath(), request.argv(), request.envp());
        int moreFlags = request.credentials().isPresent() ? libC.platform().number(Constant.POSIX_SPAWN_RESETIDS) : 0;
        return run(request.started(), image, moreFlags, actions -> {
            addTerminal(actions, request);
            extra.addTo(actions);
        });
    }

    /** Starts something with all its file actions given. Returns its pid, or the negated error of posix_spawn itself. */
    int run(StartedProgram started, Image image, Extra fileActions) throws PtyException {
        return run(started, image, 0, fileActions);
    }

    private int run(StartedProgram started, Image image, int moreFlags, Extra fileActions) throws PtyException {
        try (NativeBlock actions = new NativeBlock(libC, libC.platform().room(Constant.SPAWN_FILE_ACTIONS_SIZE));
                NativeBlock attributes = new NativeBlock(libC, libC.platform().room(Constant.SPAWNATTR_SIZE));
                NativeBlock pid = new NativeBlock(libC, Integer.BYTES)) {
            ByteBuffer number = pid.bytes(); // made now: once the program runs, there may be no memory for it
            Errno.check("posix_spawn_file_actions_init", libC.posix_spawn_file_actions_init(actions.address()));
            try {
                fileActions.addTo(actions.address());
                Errno.check("posix_spawnattr_init", libC.posix_spawnattr_init(attributes.address()));
                try {
                    setAttributes(attributes.address(), flags | moreFlags);
                    int result = spawn(image, actions.address(), attributes.address(), pid.address());
                    if (result < 0) {
                        return result;
                    }
                    started.started(number.getInt(0));
                    return number.getInt(0);
                } finally {
                    libC.posix_spawnattr_destroy(attributes.address());
                }
            } finally {
                libC.posix_spawn_file_actions_destroy(actions.address());
            }
        }
    }

    private void addTerminal(long actions, SpawnMemory request) throws PtyException {
        addOpen(actions, 0, request.terminalPath(), libC.platform().number(Constant.O_RDWR));
        if (request.gatePath() != 0) {
            addOpen(actions, 1, request.gatePath(), libC.platform().number(Constant.O_RDONLY));
        }
        addDup2(actions, 0, 1);
        addDup2(actions, request.hasErrorDescriptor() ? request.errorDescriptor() : 0, 2);
    }

    void addDup2(long actions, int fd, int newFd) throws PtyException {
        Errno.check("posix_spawn_file_actions_adddup2", libC.posix_spawn_file_actions_adddup2(actions, fd, newFd));
    }

    void addOpen(long actions, int fd, long path, int flags) throws PtyException {
        Errno.check(
                "posix_spawn_file_actions_addopen", libC.posix_spawn_file_actions_addopen(actions, fd, path, flags));
    }

    private void setAttributes(long attributes, int allFlags) throws PtyException {
        try (NativeBlock set = new NativeBlock(libC, libC.platform().room(Constant.SIGSET_SIZE))) {
            Errno.check("sigfillset", libC.sigfillset(set.address()));
            if (!libC.platform().has(Feature.SESSION_BEFORE_FILE_ACTIONS)) {
                leaveOutUnchangeable(set.bytes());
            }
            Errno.check("posix_spawnattr_setsigdefault", libC.posix_spawnattr_setsigdefault(attributes, set.address()));
            Errno.check("sigemptyset", libC.sigemptyset(set.address()));
            Errno.check("posix_spawnattr_setsigmask", libC.posix_spawnattr_setsigmask(attributes, set.address()));
            Errno.check("posix_spawnattr_setflags", libC.posix_spawnattr_setflags(attributes, (short) allFlags));
        }
    }

    /**
     * FreeBSD's C library sets each disposition by {@code sigaction(2)}, which refuses these two ({@code posix_spawn.c},
     * process_spawnattr). The processors of macOS and FreeBSD here are little-endian.
     */
    private void leaveOutUnchangeable(ByteBuffer set) {
        for (PtySignal signal : List.of(PtySignal.KILL, PtySignal.STOP)) {
            int bit = libC.platform().signals().number(signal) - 1;
            set.put(bit / Byte.SIZE, (byte) (set.get(bit / Byte.SIZE) & ~(1 << (bit % Byte.SIZE))));
        }
    }

    /** ETXTBSY passes: a program that was just written is open for writing in a child forked by another thread, until its exec. */
    private int spawn(Image image, long actions, long attributes, long pid) {
        int result = Errno.ETXTBSY.asResult();
        for (int attempt = 0; attempt < MOST_TRIES_WHEN_BUSY && Errno.ETXTBSY.is(result); attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << attempt));
            }
            result = libC.posix_spawn(pid, image.path(), actions, attributes, image.argv(), image.envp());
        }
        return result;
    }
}
