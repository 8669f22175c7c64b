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
            this.readable = undo.own(new OwnedDescriptor(libC));
            int event = readable.take(eventCounter());
            if (!Errno.isRefusal(event)) {
                Errno.check("eventfd", event);
                this.writable = readable;
            } else {
                this.writable = undo.own(new OwnedDescriptor(libC));
                PipeEnds.open(libC, readable, writable);
                PipeEnds.dontBlock(libC, readable);
                PipeEnds.dontBlock(libC, writable);
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
