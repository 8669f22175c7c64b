// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/**
 * A descriptor that is readable for as long as it is raised, which ends the {@code poll(2)} that watches it: an {@code
 * eventfd(2)}, or a pipe where a sandbox refuses that.
 */
public final class WakeupFd implements Cleanup.Step {

    private static final int LONGEST_READ = 512;

    private final LibC libC;
    private final OwnedDescriptor readable;
    private final OwnedDescriptor writable;
    private final NativeBlock counter;

    /** A descriptor that is not raised. */
    public WakeupFd(LibC libC) throws PtyException {
        this.libC = libC;
        try (Cleanup undo = new Cleanup()) {
            this.counter = new NativeBlock(libC, Long.BYTES + LONGEST_READ);
            undo.add(counter::close);
            counter.bytes().putLong(0, 1);
            int event = eventCounter();
            if (!Errno.isRefusal(event)) {
                this.readable = undo.own(new OwnedDescriptor(libC, "eventfd", event));
                this.writable = readable;
            } else {
                try (NativeBlock pair = new NativeBlock(libC, 2 * Integer.BYTES)) {
                    boolean complete = openPipe(pair);
                    this.readable = undo.own(
                            new OwnedDescriptor(libC, "pipe", pair.bytes().getInt(0)));
                    this.writable = undo.own(
                            new OwnedDescriptor(libC, "pipe", pair.bytes().getInt(Integer.BYTES)));
                    if (!complete) {
                        setFlags(readable);
                        setFlags(writable);
                    }
                }
            }
            undo.keep();
        }
    }

    private int eventCounter() {
        Platform platform = libC.platform();
        return platform.has(Constant.EFD_CLOEXEC)
                ? libC.eventfd(0, platform.flags(Constant.EFD_CLOEXEC, Constant.EFD_NONBLOCK))
                : platform.errors().result(Errno.ENOSYS);
    }

    /** With the flags at once where the system has pipe2(2), which macOS has not. */
    private boolean openPipe(NativeBlock pair) throws PtyException {
        int result = libC.pipe2(pair.address(), libC.platform().flags(Constant.O_CLOEXEC, Constant.O_NONBLOCK));
        if (!Errno.ENOSYS.is(result)) {
            Errno.check("pipe2", result);
            return true;
        }
        Errno.check("pipe", libC.pipe(pair.address()));
        return false;
    }

    private void setFlags(OwnedDescriptor end) throws PtyException {
        Platform platform = libC.platform();
        Errno.check(
                "fcntl(F_SETFD)",
                libC.fcntl(end.number(), platform.number(Constant.F_SETFD), platform.number(Constant.FD_CLOEXEC)));
        Errno.check(
                "fcntl(F_SETFL)",
                libC.fcntl(end.number(), platform.number(Constant.F_SETFL), platform.number(Constant.O_NONBLOCK)));
    }

    /** The descriptor to wait on. */
    public int number() {
        return readable.number();
    }

    /** Raises it. The write cannot fail for good: an event counter is far from full, and a full pipe is raised already. */
    public void raise() {
        libC.write(writable.number(), counter.address(), Long.BYTES);
    }

    /** Lowers it; reading empties the counter or the pipe, and results in EAGAIN where it was empty. */
    public void lower() {
        while (libC.read(readable.number(), counter.address() + Long.BYTES, LONGEST_READ) == LONGEST_READ) {
            // A pipe that was raised many times.
        }
    }

    @Override
    public void close() throws PtyException {
        counter.close();
        try (readable) {
            writable.close();
        }
    }
}
