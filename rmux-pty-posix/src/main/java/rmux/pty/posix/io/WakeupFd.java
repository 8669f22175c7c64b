// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;

/** An {@code eventfd(2)}: readable for as long as it is raised, which ends the {@code poll(2)} that watches it. */
public final class WakeupFd implements Cleanup.Step {

    private final LibC libC;
    private final OwnedDescriptor descriptor;
    private final NativeBlock counter;

    /** A wake-up that is not raised. */
    public WakeupFd(LibC libC) throws PtyException {
        this.libC = libC;
        this.descriptor = new OwnedDescriptor(libC, "eventfd", libC.eventfd(0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK));
        this.counter = new NativeBlock(libC, 2 * Long.BYTES);
        counter.bytes().putLong(0, 1);
    }

    /** The descriptor, which stays this object's. */
    public int number() {
        return descriptor.number();
    }

    /** Raises it. The write cannot fail: the counter is far from full, and the descriptor is ours and open. */
    public void raise() {
        libC.write(descriptor.number(), counter.address(), Long.BYTES);
    }

    /** Lowers it; reading takes the counter back to 0, and gives EAGAIN where it was 0. */
    void lower() {
        libC.read(descriptor.number(), counter.address() + Long.BYTES, Long.BYTES);
    }

    @Override
    public void close() throws PtyException {
        counter.close();
        descriptor.close();
    }
}
