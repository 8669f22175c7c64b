// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** Opens pipes whose ends no program inherits. */
public final class PipeEnds {

    private PipeEnds() {}

    /** Opens a pipe into two owners, who own nothing yet. With the flag at once where the system has pipe2(2), which macOS has not. */
    public static void open(LibC libC, OwnedDescriptor readable, OwnedDescriptor writable) throws PtyException {
        try (NativeBlock pair = new NativeBlock(libC, 2 * Integer.BYTES)) {
            pair.bytes(); // made now: between the call and its owners, no want of memory must come
            int result = libC.pipe2(pair.address(), libC.platform().number(Constant.O_CLOEXEC));
            boolean marked = !Errno.ENOSYS.is(result);
            Errno.check(marked ? "pipe2" : "pipe", marked ? result : libC.pipe(pair.address()));
            readable.take(pair.bytes().getInt(0));
            writable.take(pair.bytes().getInt(Integer.BYTES));
            if (!marked) {
                closeOnExec(libC, readable);
                closeOnExec(libC, writable);
            }
        }
    }

    private static void closeOnExec(LibC libC, OwnedDescriptor end) throws PtyException {
        Platform platform = libC.platform();
        Errno.check(
                "fcntl(F_SETFD)",
                libC.fcntl(end.number(), platform.number(Constant.F_SETFD), platform.number(Constant.FD_CLOEXEC)));
    }

    /** Lets calls on one end fail with EAGAIN where they would wait. */
    static void dontBlock(LibC libC, OwnedDescriptor end) throws PtyException {
        Platform platform = libC.platform();
        Errno.check(
                "fcntl(F_SETFL)",
                libC.fcntl(end.number(), platform.number(Constant.F_SETFL), platform.number(Constant.O_NONBLOCK)));
    }
}
