// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * Holds the slave side of a terminal open, so that the master does not report an end while nobody else does (rule IO-14).
 *
 * <p>A program may close its terminal and open it again: login(1) does so around vhangup(2), which hangs up the guard as well,
 * so that it has to be renewed. The guard never becomes the controlling terminal of this JVM, which would otherwise take it
 * from the child if it leads a session without one, and die by its SIGHUP.
 */
public final class SlaveGuard implements Cleanup.Step {

    private final LibC libC;
    private final int flags;
    private final OwnedDescriptor master;
    private final String name;
    private @Nullable OwnedDescriptor slave;

    /** Opens the slave of a master, which the caller keeps open for longer than the guard. */
    public SlaveGuard(LibC libC, OwnedDescriptor master, String name) throws PtyException {
        this.libC = libC;
        this.master = master;
        this.name = name;
        this.flags = libC.platform().flags(Constant.O_RDWR, Constant.O_NOCTTY, Constant.O_CLOEXEC);
        this.slave = open();
    }

    /** By the master itself (Linux 4.13), which works whatever is mounted on /dev/pts and whoever owns the node; else by name. */
    private OwnedDescriptor open() throws PtyException {
        OwnedDescriptor opened = new OwnedDescriptor(libC);
        int peer = libC.platform().has(Constant.TIOCGPTPEER)
                ? opened.take(libC.ioctl(master.number(), libC.platform().wide(Constant.TIOCGPTPEER), flags))
                : libC.platform().errors().result(Errno.ENOTTY);
        if (peer >= 0 || !(Errno.EINVAL.is(peer) || Errno.ENOTTY.is(peer) || Errno.ENOSYS.is(peer))) {
            Errno.check("ioctl(TIOCGPTPEER)", peer);
            return opened;
        }
        try (NativeBlock path = NativeStrings.copy(libC, NativeStrings.encode(name))) {
            Errno.check("open(" + name + ")", opened.take(libC.open(path.address(), flags)));
            return opened;
        }
    }

    /** The slave side, to be used before the guard is released. */
    public synchronized OwnedDescriptor slave() {
        OwnedDescriptor open = slave;
        if (open == null) {
            throw new IllegalStateException("the slave of " + name + " is no longer held open");
        }
        return open;
    }

    /** Opens the slave again after it was hung up; returns false if the guard has been released. */
    synchronized boolean renew() throws PtyException {
        OwnedDescriptor old = slave;
        if (old == null) {
            return false;
        }
        slave = open();
        old.close();
        return true;
    }

    /** Lets go of the slave, so that the master reports the end once nobody else has it open. */
    @Override
    public synchronized void close() throws PtyException {
        OwnedDescriptor open = slave;
        slave = null;
        if (open != null) {
            open.close();
        }
    }
}
