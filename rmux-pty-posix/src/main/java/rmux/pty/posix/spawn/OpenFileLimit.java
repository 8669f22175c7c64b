// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * The limit of open files that programs get (rule SPAWN-17).
 *
 * <p>HotSpot raises its soft limit to the hard one when it starts. A program that inherits that may fail in {@code select(2)},
 * or spend seconds on closing every descriptor that it might have.
 */
final class OpenFileLimit {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private final LibC libC;
    private final long original;

    /** {@code original} is the soft limit that this process is taken to have started with. */
    OpenFileLimit(LibC libC, long original) {
        this.libC = libC;
        this.original = original;
    }

    /** For this process, by what its ancestors have. */
    static OpenFileLimit ofThisProcess(LibC libC) {
        try (NativeBlock own = new NativeBlock(libC, libC.platform().number(Constant.RLIMIT_SIZE))) {
            int result = libC.prlimit(0, libC.platform().number(Constant.RLIMIT_NOFILE), 0, own.address());
            return new OpenFileLimit(
                    libC,
                    result < 0
                            ? Long.MAX_VALUE
                            : OriginalLimit.find(own.word(libC.platform().wordSize())));
        }
    }

    /** Prepares everything, so that the limit of a child can be set by one call. */
    Change prepare() {
        return new Change();
    }

    /** The limit of one child. */
    final class Change implements AutoCloseable {
        private final NativeBlock limits = new NativeBlock(libC, libC.platform().number(Constant.RLIMIT_SIZE));
        private final boolean due;

        private Change() {
            int result = libC.prlimit(0, libC.platform().number(Constant.RLIMIT_NOFILE), 0, limits.address());
            long soft = limits.word(0);
            due = result >= 0 && soft == limits.word(libC.platform().wordSize()) && original < soft;
            limits.putWord(0, original);
        }

        /** Whether this process has raised its limit above what programs get. */
        boolean isDue() {
            return due;
        }

        /**
         * Sets the limit of a child; does nothing for a negative number, which is an error. That of another user's needs
         * CAP_SYS_RESOURCE, or that the program runs and the calling thread has its user (prlimit(2)).
         *
         * @return whether nothing is left to do
         */
        boolean applyTo(int pid) {
            if (due && pid > 0) {
                int result = libC.prlimit(pid, libC.platform().number(Constant.RLIMIT_NOFILE), limits.address(), 0);
                if (result < 0) {
                    LOGGER.log(
                            Level.DEBUG,
                            "prlimit failed with {0}; process {1} keeps the limit of open files of this one",
                            Errno.of(result),
                            Integer.toString(pid));
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() {
            limits.close();
        }
    }
}
