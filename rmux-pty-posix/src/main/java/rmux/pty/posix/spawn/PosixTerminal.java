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
import rmux.pty.posix.io.SlaveGuard;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;

/**
 * A terminal that was just opened: its master, and a guard that holds its slave side open.
 *
 * <p>Until the first program has opened it, and between one program and the next, the guard keeps the master from reporting an
 * end.
 */
final class PosixTerminal implements AutoCloseable {

    /** Leaves the group as it is for chown(2). */
    static final int SAME_GROUP = -1;

    private static final int NAME_SIZE = 128;

    private final LibC libC;
    private final MasterDevice device;
    private final String name;
    private final SlaveGuard guard;
    private final Cleanup owned;
    private boolean handedOver;
    private boolean given;

    private PosixTerminal(LibC libC, MasterDevice device, String name, SlaveGuard guard, Cleanup owned) {
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
            OwnedDescriptor master = owned.own(new OwnedDescriptor(libC));
            openMaster(libC, master);
            Errno.check("grantpt", libC.grantpt(master.number()));
            Errno.check("unlockpt", libC.unlockpt(master.number()));
            String name = name(libC, master);
            SlaveGuard guard = owned.own(new SlaveGuard(libC, master, name));
            MasterDevice.setModes(libC, guard.slave(), modes.orElse(null));
            MasterDevice.setSize(libC, guard.slave(), size);
            MasterDevice device = new MasterDevice(libC, poller, master, guard, name, owned);
            device.remember(size, modes.orElse(null));
            PosixTerminal terminal = new PosixTerminal(libC, device, name, guard, owned);
            undo.keep();
            return terminal;
        }
    }

    private static void openMaster(LibC libC, OwnedDescriptor master) throws PtyException {
        int flags = libC.platform().flags(Constant.O_RDWR, Constant.O_NOCTTY, Constant.O_CLOEXEC);
        int nonBlocking = libC.platform().number(Constant.O_NONBLOCK);
        int result = master.take(libC.posix_openpt(flags | nonBlocking));
        if (Errno.EINVAL.is(result)
                && libC.platform()
                        .has(Feature.KQUEUE)) { // of FreeBSD, whose system call knows no other flags (tty_pts.c,
            // sys_posix_openpt)
            Errno.check("posix_openpt", master.take(libC.posix_openpt(flags)));
            Errno.check(
                    "fcntl(F_SETFL)",
                    libC.fcntl(
                            master.number(),
                            libC.platform().number(Constant.F_SETFL),
                            libC.platform().number(Constant.O_RDWR) | nonBlocking));
            return;
        }
        if (Errno.ENXIO.is(result)) {
            throw refused(
                    "all pseudo-terminals of the system seem to be in use; close some, or raise the sysctl"
                            + " kern.tty.ptmx_max",
                    result);
        }
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
        Errno.check("posix_openpt", result);
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

    MasterDevice device() {
        return device;
    }

    String name() {
        return name;
    }

    /** Applies what a command asks for to the open terminal. */
    void set(Optional<TerminalSize> size, Optional<TerminalModes> modes) throws PtyException {
        device.renew();
        device.remember(size.orElse(null), modes.orElse(null));
        if (modes.isPresent()) {
            MasterDevice.setModes(libC, guard.slave(), modes.get());
        }
        if (size.isPresent()) {
            MasterDevice.setSize(libC, guard.slave(), size.get());
        }
    }

    /**
     * Makes the user of the next program the owner, so that it can open the terminal, as login(1) does; without one, makes it this
     * process's own again. The group that may write to it stays.
     */
    void giveTo(Optional<Credentials> credentials) throws PtyException {
        if (credentials.isPresent() || given) {
            int owner = credentials.isPresent() ? credentials.get().user() : libC.geteuid();
            Errno.check("fchown", libC.fchown(guard.slave().number(), owner, SAME_GROUP));
            given = credentials.isPresent();
        }
    }

    /** Discards what was written and not read; does nothing where the platform has no request for it. */
    void discardOutput() throws PtyException {
        if (libC.platform().has(Constant.TIOCFLUSH)) {
            try (NativeBlock everything = new NativeBlock(libC, Integer.BYTES)) {
                long request = libC.platform().wide(Constant.TIOCFLUSH);
                Errno.check("ioctl(TIOCFLUSH)", libC.ioctl(guard.slave().number(), request, everything.address()));
            }
        }
    }

    /** The device is in other hands, and everything else with it. */
    void handOver() {
        handedOver = true;
    }

    @Override
    public void close() throws PtyException {
        if (!handedOver) {
            owned.close();
        }
    }
}
