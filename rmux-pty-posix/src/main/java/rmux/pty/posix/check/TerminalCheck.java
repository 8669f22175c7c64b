// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.io.MasterDevice;
import rmux.pty.posix.io.SlaveGuard;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Winsize;

/** Opens a terminal and checks that flags, size and modes are where they are expected. */
final class TerminalCheck {

    private static final int NAME_SIZE = 128;
    private static final int END_OF_TEXT = 3;
    private static final int END_OF_TRANSMISSION = 4;
    private static final int ACCESS_MODE = 3;

    private final LibC libC;
    private final Platform platform;
    private final List<SystemCheck.Finding> findings = new ArrayList<>();

    TerminalCheck(LibC libC) {
        this.libC = libC;
        this.platform = libC.platform();
    }

    List<SystemCheck.Finding> run() {
        try (Cleanup owned = new Cleanup()) {
            int flags = platform.flags(Constant.O_RDWR, Constant.O_NOCTTY, Constant.O_CLOEXEC, Constant.O_NONBLOCK);
            OwnedDescriptor master = owned.own(new OwnedDescriptor(libC, "posix_openpt", libC.posix_openpt(flags)));
            Errno.check("grantpt", libC.grantpt(master.number()));
            Errno.check("unlockpt", libC.unlockpt(master.number()));
            checkFlags(master);
            SlaveGuard guard = owned.own(new SlaveGuard(libC, master, name(master)));
            checkSize(guard.slave());
            checkModes(guard.slave());
        } catch (PtyException e) {
            findings.add(new SystemCheck.Finding(false, "terminal: " + e.getMessage()));
        }
        return findings;
    }

    private String name(OwnedDescriptor master) throws PtyException {
        try (NativeBlock buffer = new NativeBlock(libC, NAME_SIZE)) {
            Errno.check("ptsname_r", libC.ptsname_r(master.number(), buffer.address(), NAME_SIZE));
            byte[] name = new byte[NAME_SIZE];
            buffer.bytes().get(0, name);
            String text = NativeStrings.decode(name);
            return text.substring(0, text.indexOf('\0'));
        }
    }

    private void checkFlags(OwnedDescriptor master) throws PtyException {
        int status = Errno.check("fcntl", libC.fcntl(master.number(), platform.number(Constant.F_GETFL), 0));
        int own = Errno.check("fcntl", libC.fcntl(master.number(), platform.number(Constant.F_GETFD), 0));
        is("O_RDWR", (status & ACCESS_MODE) == platform.number(Constant.O_RDWR), hex(status));
        is("O_NONBLOCK", (status & platform.number(Constant.O_NONBLOCK)) != 0, hex(status));
        is("O_CLOEXEC", own == platform.number(Constant.FD_CLOEXEC), hex(own));
    }

    private void checkSize(OwnedDescriptor slave) throws PtyException {
        TerminalSize size = new TerminalSize(101, 33, 707, 429);
        MasterDevice.setSize(libC, slave, size);
        try (NativeBlock winsize = new NativeBlock(libC, Winsize.SIZE)) {
            Errno.check(
                    "ioctl(TIOCGWINSZ)",
                    libC.ioctl(slave.number(), platform.wide(Constant.TIOCGWINSZ), winsize.address()));
            TerminalSize read = Winsize.read(winsize.bytes());
            is("TIOCSWINSZ and TIOCGWINSZ", read.equals(size), read);
        }
    }

    private void checkModes(OwnedDescriptor slave) throws PtyException {
        TerminalModes fresh = modes(slave);
        is(
                "ICANON, ISIG, IEXTEN, ECHO, ICRNL, OPOST, ONLCR, CS8 of a new terminal",
                fresh.flags()
                        .containsAll(List.of(
                                TerminalMode.ICANON,
                                TerminalMode.ISIG,
                                TerminalMode.IEXTEN,
                                TerminalMode.ECHO,
                                TerminalMode.ICRNL,
                                TerminalMode.OPOST,
                                TerminalMode.ONLCR,
                                TerminalMode.CS8)),
                fresh.flags());
        isCharacter(fresh, ControlCharacter.VINTR, END_OF_TEXT);
        isCharacter(fresh, ControlCharacter.VEOF, END_OF_TRANSMISSION);
        is("a speed of a new terminal", fresh.outputSpeed() > 0, fresh.outputSpeed());
        Set<TerminalMode> flags = EnumSet.copyOf(fresh.flags());
        flags.remove(TerminalMode.ECHO);
        TerminalModes other = fresh.withFlags(flags)
                .withCharacter(ControlCharacter.VINTR, END_OF_TRANSMISSION + 1)
                .withCharacter(ControlCharacter.VSUSP, TerminalModes.DISABLED);
        MasterDevice.setModes(libC, slave, other);
        TerminalModes read = modes(slave);
        is("tcsetattr and tcgetattr", read.equals(other), read);
    }

    private void isCharacter(TerminalModes modes, ControlCharacter character, int expected) {
        int read = modes.character(character).orElse(0);
        is(character + " of a new terminal", read == expected, read);
    }

    private TerminalModes modes(OwnedDescriptor slave) throws PtyException {
        try (NativeBlock termios = new NativeBlock(libC, platform.termios().size())) {
            Errno.check("tcgetattr", libC.tcgetattr(slave.number(), termios.address()));
            return platform.termios().read(termios.bytes());
        }
    }

    private static String hex(int flags) {
        return "0x" + Integer.toHexString(flags);
    }

    private void is(String what, boolean right, Object observed) {
        findings.add(new SystemCheck.Finding(right, right ? what : what + ": not as expected, but " + observed));
    }
}
