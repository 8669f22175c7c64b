// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Winsize;
import rmux.pty.posix.process.ForegroundGroup;
import rmux.pty.posix.process.TerminalUse;

/**
 * A non-blocking master: never blocked in {@code read(2)}, which {@code close(2)} does not wake, but in {@code poll(2)} on the
 * master and a wake-up descriptor.
 */
public final class MasterDevice implements TerminalDevice {

    /** How older kernels, and sandboxes and emulators that know no such request, answer one (seccomp(2), qemu-user). */
    private static final Set<Errno> NO_SUCH_REQUEST = EnumSet.of(Errno.EINVAL, Errno.ENOTTY, Errno.ENOSYS, Errno.EPERM);

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    /**
     * More than the kernel holds of a program's output: 64 KiB in the buffers of the driver and 4 KiB in the line discipline.
     * After the leader's exit, what comes beyond is of descendants that go on writing.
     */
    private static final int MOST_IN_KERNEL = 256 * 1024;

    private static final int DISCARDED = 4096;

    private final LibC libC;
    private final OwnedDescriptor master;
    private final String name;
    private final Cleanup owned;
    private final SlaveGuard guard;
    private final MasterIo input;
    private final MasterIo output;
    private final MasterReadiness readable;
    private final MasterReadiness writable;
    private final ReadinessNotice notice;
    private final boolean revoked;
    private final EarlyOutput early = new EarlyOutput();
    private volatile @Nullable Teardown teardown;
    private volatile @Nullable TerminalSize lastSize;
    private volatile @Nullable TerminalModes lastModes;
    private volatile boolean leaderExited;
    private int afterExit;
    private volatile boolean ended;

    /** Decides when a terminal is closed. */
    public interface Teardown {
        /** Runs {@code close} once, whatever happens; {@code discardOutput} may be run before that. */
        void run(Cleanup.Step discardOutput, Cleanup.Step close) throws PtyException;
    }

    /** Takes over the master, and whatever else {@code owned} holds, to be released when the device is closed. */
    public MasterDevice(LibC libC, Poller poller, OwnedDescriptor master, SlaveGuard guard, String name, Cleanup owned)
            throws PtyException {
        this.libC = libC;
        this.master = master;
        this.guard = guard;
        this.name = name;
        this.owned = owned;
        this.revoked = libC.platform().has(Feature.LEADER_REVOKES);
        this.input = new MasterIo(libC, libC::read);
        this.output = new MasterIo(libC, libC::write);
        this.notice = new ReadinessNotice(poller, master);
        this.readable = readiness(poller.wakeups(), false, notice::onReadable);
        this.writable = readiness(poller.wakeups(), true, notice::onWritable);
        owned.add(() -> {
            input.close();
            output.close();
        });
        owned.add(readable);
        owned.add(writable);
        owned.add(notice::close);
    }

    private MasterReadiness readiness(Wakeups wakeups, boolean writing, MasterReadiness.Notice arm) {
        return new MasterReadiness(libC, wakeups, master.number(), writing, action -> {
            arm.once(action);
            if (leaderExited) {
                notice.announceAll();
            }
        });
    }

    @Override
    public int read(ByteBuffer destination) throws PtyException {
        if (ended) {
            return END;
        }
        // Looked at before reading: what the leader wrote was written before it exited.
        boolean nothingToCome = leaderExited;
        int count = revoked ? early.read(input, master, destination) : input.read(master.number(), destination);
        if (count > 0 && nothingToCome) {
            afterExit += count;
            ended = afterExit > MOST_IN_KERNEL;
        } else if (Errno.EAGAIN.is(count) || Errno.EINTR.is(count)) {
            ended = nothingToCome && Errno.EAGAIN.is(count);
            return ended ? END : 0;
        } else if (count == 0 || Errno.EIO.is(count)) {
            // tty_ioctl(4): EIO on a master says that every slave descriptor is closed, or was hung up, our own
            // included.
            ended = nothingToCome || !guard.renew();
            return ended ? END : 0;
        }
        return Errno.check("read", count);
    }

    @Override
    public int available() throws PtyException {
        Constant request = libC.platform().has(Constant.TIOCOUTQ) ? Constant.TIOCOUTQ : Constant.FIONREAD;
        try (NativeBlock count = new NativeBlock(libC, Integer.BYTES)) {
            Errno.check(
                    "ioctl(" + request + ")",
                    libC.ioctl(master.number(), libC.platform().wide(request), count.address()));
            return count.bytes().getInt(0) + early.size();
        }
    }

    @Override
    public Readiness readable() {
        return readable;
    }

    @Override
    public int write(ByteBuffer source) throws PtyException {
        int count = output.write(master.number(), source);
        return Errno.EAGAIN.is(count) || Errno.EINTR.is(count) ? 0 : Errno.check("write", count);
    }

    @Override
    public Readiness writable() {
        return writable;
    }

    /**
     * From here on nothing ever waits again. With descendants that write, only they say when the output ends; where the exit
     * has taken the terminal from them, nothing more comes.
     */
    @Override
    public void leaderExited(boolean keepOutputOpen) {
        if (keepOutputOpen && !revoked) {
            releaseGuard();
            return;
        }
        leaderExited = true;
        readable.readyForGood();
        writable.readyForGood();
        notice.announceAll();
    }

    private void releaseGuard() {
        try {
            guard.close();
        } catch (PtyException e) {
            QuietLog.warn(LOGGER, "the slave of " + name + " cannot be closed", e);
        }
    }

    @Override
    public Optional<TerminalSize> size() throws PtyException {
        if (isTaken()) {
            return Optional.ofNullable(lastSize);
        }
        try (NativeBlock winsize = new NativeBlock(libC, Winsize.SIZE)) {
            Errno.check(
                    "ioctl(TIOCGWINSZ)",
                    libC.ioctl(master.number(), libC.platform().wide(Constant.TIOCGWINSZ), winsize.address()));
            return Optional.of(Winsize.read(winsize.bytes()));
        }
    }

    @Override
    public void resize(TerminalSize size) throws PtyException {
        lastSize = size;
        if (!isTaken()) {
            setSize(libC, master, size);
        }
    }

    /** Whether the exit of the leader has taken the slave from everybody: then the terminal has forgotten its size. */
    private boolean isTaken() {
        return revoked && leaderExited;
    }

    /** Remembers what was set by way of the slave. */
    public void remember(@Nullable TerminalSize size, @Nullable TerminalModes modes) {
        lastSize = size == null ? lastSize : size;
        lastModes = modes == null ? lastModes : modes;
    }

    /** Prepares the terminal for another program: where the last one's exit has taken the slave, opens and sets it again. */
    public void renew() throws PtyException {
        if (revoked && guard.renew()) {
            leaderExited = false;
            ended = false;
            setModes(libC, guard.slave(), lastModes);
            TerminalSize size = lastSize;
            if (size != null) {
                setSize(libC, guard.slave(), size);
            }
        }
    }

    /** Sets the size of a terminal by either of its sides. */
    public static void setSize(LibC libC, OwnedDescriptor side, TerminalSize size) throws PtyException {
        try (NativeBlock winsize = new NativeBlock(libC, Winsize.SIZE)) {
            Winsize.write(winsize.bytes(), size);
            Errno.check(
                    "ioctl(TIOCSWINSZ)",
                    libC.ioctl(side.number(), libC.platform().wide(Constant.TIOCSWINSZ), winsize.address()));
        }
    }

    @Override
    public TerminalModes modes() throws PtyException {
        try (NativeBlock termios =
                new NativeBlock(libC, libC.platform().termios().size())) {
            Errno.check("tcgetattr", libC.tcgetattr(master.number(), termios.address()));
            return libC.platform().termios().read(termios.bytes());
        }
    }

    @Override
    public void setModes(TerminalModes modes) throws PtyException {
        setModes(libC, master, modes);
        lastModes = modes;
    }

    /** Sets the modes of a terminal by either of its sides; null changes nothing but IUTF8, which is on by default. */
    public static void setModes(LibC libC, OwnedDescriptor side, @Nullable TerminalModes modes) throws PtyException {
        try (NativeBlock termios =
                new NativeBlock(libC, libC.platform().termios().size())) {
            Errno.check("tcgetattr", libC.tcgetattr(side.number(), termios.address()));
            TerminalModes wanted = modes == null
                    ? libC.platform().termios().read(termios.bytes()).withUtf8(true)
                    : modes;
            libC.platform().termios().write(termios.bytes(), wanted);
            Errno.check(
                    "tcsetattr",
                    libC.tcsetattr(side.number(), libC.platform().number(Constant.TCSANOW), termios.address()));
        }
    }

    @Override
    public Optional<String> terminalName() {
        return Optional.of(name);
    }

    /** The foreground process group. */
    public ForegroundGroup foregroundGroup() {
        return new ForegroundGroup() {
            @Override
            public int number() throws PtyException {
                return Errno.check("tcgetpgrp", libC.tcgetpgrp(master.number()));
            }

            // The terminal sends what can be typed and nothing else, by TIOCSIG (tty/pty.c, pty_signal; Linux 2.6.36).
            @Override
            public boolean signal(int signal) throws PtyException {
                int result = libC.ioctl(master.number(), libC.platform().wide(Constant.TIOCSIG), signal);
                if (NO_SUCH_REQUEST.stream().anyMatch(errno -> errno.is(result))) {
                    return false;
                }
                Errno.check("ioctl(TIOCSIG)", result);
                return true;
            }
        };
    }

    /** Who uses the terminal. */
    public TerminalUse use() {
        return new TerminalUse() {
            @Override
            public String name() {
                return name;
            }

            // Once nobody has the slave open, the guard included, the master reports a hang-up (tty/pty.c, pty_close).
            @Override
            public boolean isOver() throws PtyException {
                if (!ended) {
                    return false;
                }
                guard.close();
                return ReadinessWait.hasHungUp(libC, master.number());
            }
        };
    }

    /** Reads what there is, for those who read later: the leader, which is exiting, waits for that. */
    public void readEarly() {
        early.fill(libC, master);
    }

    /** Whether the system holds output that nobody has read. */
    public boolean hasUnreadOutput() {
        return early.isLeft(libC, master);
    }

    /** Sets how the terminal is closed. */
    public void closeBy(Teardown later) {
        teardown = later;
    }

    /** Reads what there is. */
    private void discardOutput() {
        try (NativeBlock discarded = new NativeBlock(libC, DISCARDED)) {
            int count;
            do {
                count = libC.read(master.number(), discarded.address(), DISCARDED);
            } while (count > 0);
        }
    }

    @Override
    public void close() throws PtyException {
        early.close();
        Teardown later = teardown;
        if (later == null) {
            owned.close(); // without making anything first: there may be no memory
        } else {
            later.run(this::discardOutput, owned::close);
        }
    }
}
