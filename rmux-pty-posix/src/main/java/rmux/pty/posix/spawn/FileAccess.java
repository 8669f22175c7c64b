// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** Examines files by {@code access(2)}, which takes any bytes and reports why not. */
final class FileAccess {

    private static final byte[] NOTHING = {};

    private final LibC libC;

    FileAccess(LibC libC) {
        this.libC = libC;
    }

    /** Whether the path leads to a file of any kind. */
    boolean exists(SystemPath path) {
        return access(path, libC.platform().number(Constant.F_OK)) >= 0;
    }

    /** Whether an existing file is a directory: with a slash at the end, a path leads to a directory or nowhere. */
    boolean isDirectory(SystemPath path) {
        return !Errno.ENOTDIR.is(access(path.resolve(NOTHING), libC.platform().number(Constant.F_OK)));
    }

    /** Checks that a file may be executed; returns 0 or the negated error. */
    int execute(SystemPath path) {
        return access(path, libC.platform().number(Constant.X_OK));
    }

    /** Checks that a path leads to a directory that may be entered; returns 0 or the negated error. */
    int enter(SystemPath path) {
        return access(path.resolve(NOTHING), libC.platform().number(Constant.X_OK));
    }

    /** Whether the file system of an existing file is mounted so that nothing on it can be executed. */
    boolean isNoexec(SystemPath path) {
        Platform platform = libC.platform();
        if (!platform.has(Constant.ST_NOEXEC)) {
            return false;
        }
        try (NativeBlock text = NativeStrings.copy(libC, path.bytes());
                NativeBlock facts = new NativeBlock(libC, libC.platform().room(Constant.STATVFS_SIZE))) {
            return libC.statvfs(text.address(), facts.address()) >= 0
                    && (facts.word(platform.number(Constant.STATVFS_FLAGS_OFFSET))
                                    & platform.number(Constant.ST_NOEXEC))
                            != 0;
        }
    }

    private int access(SystemPath path, int mode) {
        try (NativeBlock text = NativeStrings.copy(libC, path.bytes())) {
            return libC.access(text.address(), mode);
        }
    }
}
