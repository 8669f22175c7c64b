// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.nio.ByteBuffer;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.io.MasterDevice;
import rmux.pty.posix.io.Poller;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.OwnedDescriptor;

/**
 * A terminal that was just opened: its master, and a guard that holds its slave side open.
 *
 * <p>Without the guard, the master would report an end between the moment that the first program closes the slave and the
 * next one opens it. It never becomes our own controlling terminal: a JVM that leads a session without one (in a container,
 * under setsid) would otherwise take it from the child, and die by SIGHUP with it.
 */
final class PosixTerminal implements AutoCloseable {

    private static final int NAME_SIZE = 128;
    private static final int MASTER_FLAGS = Linux.O_RDWR | Linux.O_NOCTTY | Linux.O_CLOEXEC | Linux.O_NONBLOCK;
    private static final int GUARD_FLAGS = Linux.O_RDWR | Linux.O_NOCTTY | Linux.O_CLOEXEC;

    private final LibC libC;
    private final MasterDevice device;
    private final String name;
    private final OwnedDescriptor guard;
    private final Cleanup owned;
    private boolean handedOver;

    private PosixTerminal(LibC libC, MasterDevice device, String name, OwnedDescriptor guard, Cleanup owned) {
        this.libC = libC;
        this.device = device;
        this.name = name;
        this.guard = guard;
        this.owned = owned;
    }

    /** Opens a terminal and sets it up. */
    static PosixTerminal open(LibC libC, Poller poller, TerminalSize size, Optional<TerminalModes> modes)
            throws PtyException {
        try (Cleanup undo = new Cleanup()) {
            Cleanup owned = new Cleanup();
            undo.add(owned::close);
            OwnedDescriptor master = owned.own(openMaster(libC));
            Errno.check("grantpt", libC.grantpt(master.number()));
            Errno.check("unlockpt", libC.unlockpt(master.number()));
            String name = name(libC, master);
            OwnedDescriptor guard = undo.own(openGuard(libC, name));
            MasterDevice.setModes(libC, guard, modes.orElse(null));
            MasterDevice.setSize(libC, guard, size);
            MasterDevice device = new MasterDevice(libC, poller, master, name, owned);
            undo.keep();
            return new PosixTerminal(libC, device, name, guard, owned);
        }
    }

    private static OwnedDescriptor openMaster(LibC libC) throws PtyException {
        int result = libC.posix_openpt(MASTER_FLAGS);
        if (Errno.ENOSPC.is(result)) {
            throw refused(
                    "all pseudo-terminals of the system are in use; close some, or raise the sysctl kernel.pty.max",
                    result);
        }
        if (Errno.ENOENT.is(result) || Errno.ENODEV.is(result)) {
            throw refused(
                    "there are no pseudo-terminals here: mount a devpts file system on /dev/pts, and have /dev/ptmx"
                            + " lead to its ptmx (pts(4))",
                    result);
        }
        return new OwnedDescriptor(libC, "posix_openpt", result);
    }

    private static PtySpawnException refused(String message, int result) {
        return new PtySpawnException(Stage.ALLOCATE, "posix_openpt", message, Errno.of(result));
    }

    private static String name(LibC libC, OwnedDescriptor master) throws PtyException {
        try (NativeBlock buffer = new NativeBlock(libC, NAME_SIZE)) {
            Errno.check("ptsname_r", libC.ptsname_r(master.number(), buffer.address(), NAME_SIZE));
            ByteBuffer bytes = buffer.bytes();
            int length = 0;
            while (bytes.get(length) != 0) {
                length++;
            }
            byte[] name = new byte[length];
            bytes.get(0, name);
            return NativeStrings.decode(name);
        }
    }

    private static OwnedDescriptor openGuard(LibC libC, String name) throws PtyException {
        try (NativeBlock path = NativeStrings.copy(libC, NativeStrings.encode(name))) {
            return new OwnedDescriptor(libC, "open(" + name + ")", libC.open(path.address(), GUARD_FLAGS));
        }
    }

    MasterDevice device() {
        return device;
    }

    String name() {
        return name;
    }

    /** Applies what a command asks for to the open terminal. */
    void set(Optional<TerminalSize> size, Optional<TerminalModes> modes) throws PtyException {
        if (modes.isPresent()) {
            MasterDevice.setModes(libC, guard, modes.get());
        }
        if (size.isPresent()) {
            MasterDevice.setSize(libC, guard, size.get());
        }
    }

    /** Lets go of the guard, so that the terminal ends with its programs. The device is in other hands if that succeeds. */
    void handOver() throws PtyException {
        guard.close();
        handedOver = true;
    }

    /** The device is in other hands and the guard goes with it, so that the terminal outlives its programs. */
    void keepGuard() {
        owned.add(guard);
        handedOver = true;
    }

    @Override
    public void close() throws PtyException {
        try (guard) {
            if (!handedOver) {
                owned.close();
            }
        }
    }
}
