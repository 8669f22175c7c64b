// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.nio.ByteBuffer;
import java.util.Set;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;

/**
 * {@code posix_spawn} and what it is given, which is a pointer there to something that nobody looks into.
 *
 * <p>XNU runs the file actions before it makes the session, and FreeBSD makes none: what they open does not become the
 * controlling terminal.
 */
final class Spawns {

    private static final int EXTENSION = 2 * Long.BYTES;
    private static final int LAST_SIGNAL = 31;
    private static final Set<Constant> FLAGS =
            Set.of(Constant.POSIX_SPAWN_SETSIGDEF, Constant.POSIX_SPAWN_SETSIGMASK, Constant.POSIX_SPAWN_SETSID);

    private final LibC linux;
    private final Translation translation;

    Spawns(LibC linux, Translation translation) {
        this.linux = linux;
        this.translation = translation;
    }

    /** Makes what a pointer of the BSD points to: what Linux has, behind words of our own. */
    long make(long pointer, Constant size) {
        long made = linux.allocate(EXTENSION + translation.linux().room(size));
        linux.view(pointer, Long.BYTES).putLong(0, made);
        return made + EXTENSION;
    }

    long real(long pointer) {
        return linux.view(pointer, Long.BYTES).getLong(0) + EXTENSION;
    }

    void release(long pointer) {
        linux.free(real(pointer) - EXTENSION);
    }

    private ByteBuffer extension(long pointer) {
        return linux.view(real(pointer) - EXTENSION, EXTENSION);
    }

    /** Notes that a file action names a descriptor of the child. */
    int named(long fileActions, int fd, int result) {
        ByteBuffer own = extension(fileActions);
        own.putLong(0, own.getLong(0) | 1L << fd);
        return result;
    }

    int addOpen(long fileActions, int fd, long path, int flags) {
        int translated = translation.openFlags(flags) | translation.linux().number(Constant.O_NOCTTY);
        return named(fileActions, fd, linux.posix_spawn_file_actions_addopen(real(fileActions), fd, path, translated));
    }

    int setFlags(long attributes, int flags) {
        extension(attributes).putLong(0, flags);
        return linux.posix_spawnattr_setflags(real(attributes), (short) translation.flags(flags, FLAGS));
    }

    void fill(long set, boolean full) {
        int size = translation.bsd().number(Constant.SIGSET_SIZE);
        ByteBuffer bytes = linux.view(set, size);
        for (int i = 0; i < size; i++) {
            bytes.put(i, (byte) (full ? 0xff : 0));
        }
    }

    private boolean has(long set, int signal) {
        return (linux.view(set, Integer.BYTES).getInt(0) & 1 << (signal - 1)) != 0;
    }

    int setDefault(long attributes, long set) {
        return withSet(true, set, real -> linux.posix_spawnattr_setsigdefault(real(attributes), real));
    }

    int setMask(long attributes, long set) {
        return withSet(false, set, real -> linux.posix_spawnattr_setsigmask(real(attributes), real));
    }

    private interface SetCall {
        int with(long set);
    }

    /** Signals that the BSD has not are in the set or not as {@code others} says. */
    private int withSet(boolean others, long set, SetCall call) {
        long real = linux.allocate(translation.linux().room(Constant.SIGSET_SIZE));
        try {
            int unused = others ? linux.sigfillset(real) : linux.sigemptyset(real);
            ByteBuffer bits = linux.view(real, Integer.BYTES);
            for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
                int ofBsd = translation.signalOfBsd(signal);
                if (ofBsd > 0) {
                    int bit = 1 << (signal - 1);
                    bits.putInt(0, has(set, ofBsd) ? bits.getInt(0) | bit : bits.getInt(0) & ~bit);
                }
            }
            return call.with(real);
        } finally {
            linux.free(real);
        }
    }

    int spawn(long pid, long path, long fileActions, long attributes, long argv, long envp) {
        long real = real(fileActions);
        if (translation.bsd().has(Constant.POSIX_SPAWN_CLOEXEC_DEFAULT)) {
            long flags = extension(attributes).getLong(0);
            if ((flags & translation.bsd().number(Constant.POSIX_SPAWN_CLOEXEC_DEFAULT)) != 0) {
                closeUnnamed(real, extension(fileActions).getLong(0));
            }
        }
        return linux.posix_spawn(pid, path, real, real(attributes), argv, envp);
    }

    private void closeUnnamed(long real, long named) {
        int above = Long.SIZE - Long.numberOfLeadingZeros(named);
        for (int fd = 0; fd < above; fd++) {
            if ((named & 1L << fd) == 0) {
                linux.posix_spawn_file_actions_addclose(real, fd);
            }
        }
        linux.posix_spawn_file_actions_addclosefrom_np(real, above);
    }
}
