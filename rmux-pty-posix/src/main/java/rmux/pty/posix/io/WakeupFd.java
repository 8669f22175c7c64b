// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;

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
            int event = libC.eventfd(0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK);
            if (!Errno.isRefusal(event)) {
                this.readable = undo.own(new OwnedDescriptor(libC, "eventfd", event));
                this.writable = readable;
            } else {
                try (NativeBlock pair = new NativeBlock(libC, 2 * Integer.BYTES)) {
                    Errno.check("pipe2", libC.pipe2(pair.address(), Linux.O_CLOEXEC | Linux.O_NONBLOCK));
                    this.readable = undo.own(
                            new OwnedDescriptor(libC, "pipe2", pair.bytes().getInt(0)));
                    this.writable = undo.own(
                            new OwnedDescriptor(libC, "pipe2", pair.bytes().getInt(Integer.BYTES)));
                }
            }
            undo.keep();
        }
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
