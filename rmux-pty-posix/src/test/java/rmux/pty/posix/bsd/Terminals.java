// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Winsize;

/**
 * Terminals of Linux by the rules of XNU: nothing of a terminal works before its slave was opened for the first time; a slave
 * that is opened for the first time, or after it was taken away, has no size; the last closing throws away what nobody has
 * read; and the exit of a leader takes the slave from everybody, once its output has been read or, before macOS 15, at once.
 *
 * <p>Methods return results of Linux. Safe for use by several threads.
 */
final class Terminals {

    private static final int NAME_SIZE = 128;
    private static final int MOST_KEPT = 1 << 20;
    private static final int CHUNK = 64 * 1024;

    /** {@code ioctl_tty(2)}: takes a terminal from everybody; for those with CAP_SYS_ADMIN. */
    private static final long TIOCVHANGUP = 0x5437;

    /** {@code ioctl_tty(2)}. */
    private static final long TCFLSH = 0x540B;

    private final LibC linux;
    private final Translation translation;
    private final boolean leaderWaitsForReader;
    private final Map<Integer, Tty> masters = new HashMap<>();
    private final Map<Integer, Tty> slaves = new HashMap<>();
    private final Map<Integer, Tty> leaders = new HashMap<>();
    private final long chunk;
    private final ByteBuffer chunkView;
    private final long noSize;

    Terminals(LibC linux, Translation translation, boolean leaderWaitsForReader) {
        this.linux = linux;
        this.translation = translation;
        this.leaderWaitsForReader = leaderWaitsForReader;
        this.chunk = linux.allocate(CHUNK);
        this.chunkView = linux.view(chunk, CHUNK);
        this.noSize = linux.allocate(Winsize.SIZE);
    }

    private long request(Constant constant) {
        return translation.linux().wide(constant);
    }

    synchronized int openMaster(int flags) {
        int fd = linux.posix_openpt(translation.openFlags(flags));
        if (fd < 0) {
            return fd;
        }
        int result = linux.ptsname_r(fd, chunk, NAME_SIZE);
        if (result < 0) {
            linux.close(fd);
            return result;
        }
        masters.put(fd, new Tty(fd, text(chunk)));
        return fd;
    }

    String text(long address) {
        ByteBuffer next = linux.view(address, 1);
        int length = 0;
        while (next.get(0) != 0) {
            length++;
            next = linux.view(address + length, 1);
        }
        byte[] bytes = new byte[length];
        if (length > 0) {
            linux.view(address, length).get(0, bytes);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private @Nullable Tty named(String name) {
        return masters.values().stream()
                .filter(tty -> tty.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    synchronized int open(long path, int flags) {
        int fd = linux.open(path, translation.openFlags(flags));
        if (fd >= 0 && linux.view(path, 1).get(0) == '/') {
            Tty tty = named(text(path));
            if (tty != null) {
                if (!tty.opened || tty.revoked) {
                    linux.ioctl(fd, request(Constant.TIOCSWINSZ), noSize);
                    tty.opened = true;
                    tty.revoked = false;
                }
                tty.slaves.add(fd);
                slaves.put(fd, tty);
            }
        }
        return fd;
    }

    synchronized int close(int fd) {
        Tty closed = masters.remove(fd);
        if (closed != null) {
            slaves.values().removeIf(closed::equals);
            leaders.values().removeIf(closed::equals);
        }
        Tty released = slaves.remove(fd);
        int result = linux.close(fd);
        if (released != null && released.slaves.remove(fd) && released.slaves.isEmpty()) {
            flushIfClosed(released);
        }
        return result;
    }

    /** Nobody has the slave open any more. */
    private void flushIfClosed(Tty tty) {
        if (masters.get(tty.master) == tty && !tty.revoked && hasHungUp(tty.master)) {
            while (linux.read(tty.master, chunk, CHUNK) > 0) {
                // Thrown away.
            }
            tty.forgetOutput();
        }
    }

    private boolean hasHungUp(int master) {
        return (poll(master) & translation.linux().number(Constant.POLLHUP)) != 0;
    }

    /** What there is of a master: asking so, other than by FIONREAD, has Linux deliver first what it has buffered. */
    private int poll(int master) {
        chunkView.putLong(0, 0).putInt(0, master);
        chunkView.putShort(translation.linux().number(Constant.POLLFD_EVENTS_OFFSET), (short)
                translation.linux().number(Constant.POLLIN));
        return linux.poll(chunk, 1, 0) <= 0
                ? 0
                : chunkView.getShort(translation.linux().number(Constant.POLLFD_REVENTS_OFFSET));
    }

    /** Whether a descriptor is that of a terminal of which nothing works yet. */
    synchronized boolean isUnopened(int fd) {
        Tty tty = masters.get(fd);
        return tty != null && !tty.opened;
    }

    synchronized boolean isRevoked(int fd) {
        Tty tty = masters.get(fd);
        return tty != null && tty.revoked;
    }

    synchronized int ioctl(int fd, long request, long argument) {
        if (isUnopened(fd)) {
            return Errno.ENOTTY.asResult();
        }
        Tty tty = masters.get(fd);
        for (Constant same : List.of(Constant.TIOCGWINSZ, Constant.TIOCSWINSZ)) {
            if (request == translation.bsd().wide(same)) {
                return linux.ioctl(fd, request(same), argument);
            }
        }
        if (request == translation.bsd().wide(Constant.TIOCSIG)) {
            return linux.ioctl(fd, request(Constant.TIOCSIG), translation.signal((int) argument));
        }
        if (request == translation.bsd().wide(Constant.TIOCFLUSH)) {
            return flush(fd);
        }
        boolean asks = translation.bsd().has(Constant.TIOCOUTQ)
                ? request == translation.bsd().wide(Constant.TIOCOUTQ)
                : request == translation.bsd().wide(Constant.FIONREAD);
        if (!asks) {
            return Errno.ENOTTY.asResult();
        }
        int result = linux.ioctl(fd, request(Constant.FIONREAD), argument);
        if (result >= 0 && tty != null) {
            ByteBuffer count = linux.view(argument, Integer.BYTES);
            count.putInt(0, count.getInt(0) + tty.unread());
        }
        return result;
    }

    /** Both directions. */
    private int flush(int slave) {
        Tty tty = slaves.get(slave);
        if (tty == null || tty.revoked) {
            return Errno.ENOTTY.asResult();
        }
        tty.forgetOutput();
        while (linux.read(tty.master, chunk, CHUNK) > 0) {
            // Thrown away.
        }
        return linux.ioctl(slave, TCFLSH, 0);
    }

    synchronized int read(int fd, long address, int count) {
        Tty tty = masters.get(fd);
        if (tty == null) {
            return linux.read(fd, address, count);
        }
        if (!tty.revoked && tty.opened && tty.slaves.isEmpty()) {
            flushIfClosed(tty);
        }
        if (tty.unread() > 0) {
            int taken = Math.min(count, tty.unread());
            linux.view(address, count).put(0, tty.keptBytes(), tty.take(taken), taken);
            return taken;
        }
        int result = linux.read(fd, address, count);
        return tty.revoked && result < 0 && !Errno.EINTR.is(result) ? 0 : result;
    }

    boolean isMaster(int fd) {
        synchronized (this) {
            return masters.containsKey(fd);
        }
    }

    /** Notes that a program was started which is to lead the session of the terminal that its arguments name. */
    synchronized void started(int pid, long argv) {
        int word = translation.linux().wordSize();
        for (long next = argv; linux.view(next, word).getLong(0) != 0; next += word) {
            Tty tty = named(text(linux.view(next, word).getLong(0)));
            if (tty != null) {
                tty.leader = pid;
                leaders.put(pid, tty);
                return;
            }
        }
    }

    /** Whether a process that has exited still waits for somebody to read; otherwise its terminal has now been taken from everybody. */
    synchronized boolean isHeldUp(int pid) {
        Tty tty = leaders.get(pid);
        if (tty == null) {
            return false;
        }
        if (leaderWaitsForReader && hasOutput(tty)) {
            return true;
        }
        leaders.remove(pid);
        revoke(tty);
        return false;
    }

    private boolean hasOutput(Tty tty) {
        return tty.unread() > 0 || (poll(tty.master) & translation.linux().number(Constant.POLLIN)) != 0;
    }

    private void revoke(Tty tty) {
        int count = 1;
        for (int total = 0; count > 0 && total < MOST_KEPT; total += Math.max(count, 0)) {
            count = linux.read(tty.master, chunk, CHUNK);
            if (count > 0) {
                byte[] output = new byte[count];
                chunkView.get(0, output);
                tty.keep(output);
            }
        }
        if (tty.slaves.isEmpty()) {
            takeByName(tty);
        } else {
            linux.ioctl(tty.slaves.iterator().next(), TIOCVHANGUP, 0);
        }
        slaves.keySet().removeAll(tty.slaves);
        tty.slaves.clear();
        tty.revoked = true;
        tty.leader = 0;
    }

    private void takeByName(Tty tty) {
        byte[] name = tty.name.getBytes(StandardCharsets.ISO_8859_1);
        chunkView.put(0, name).put(name.length, (byte) 0);
        int fd = linux.open(chunk, translation.linux().flags(Constant.O_RDWR, Constant.O_NOCTTY, Constant.O_CLOEXEC));
        if (fd >= 0) {
            linux.ioctl(fd, TIOCVHANGUP, 0);
            linux.close(fd);
        }
    }
}
