// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static rmux.pty.posix.platform.TermiosLayout.Word.CFLAG;
import static rmux.pty.posix.platform.TermiosLayout.Word.IFLAG;
import static rmux.pty.posix.platform.TermiosLayout.Word.LFLAG;
import static rmux.pty.posix.platform.TermiosLayout.Word.OFLAG;

import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;

/**
 * {@code struct termios} of Linux on powerpc, {@code asm/termbits.h} there: most numbers are those of the BSDs. The
 * structure is that of the C library, where the line discipline comes first, and not that of the kernel.
 */
final class PowerPcTermios {

    static final TermiosLayout LAYOUT = new TermiosLayout.Builder(60, 4, 17, 0, new CodedSpeeds(0xFF, 0x10))
            .flag(IFLAG, TerminalMode.IGNPAR, 0x4)
            .flag(IFLAG, TerminalMode.PARMRK, 0x8)
            .flag(IFLAG, TerminalMode.INPCK, 0x10)
            .flag(IFLAG, TerminalMode.ISTRIP, 0x20)
            .flag(IFLAG, TerminalMode.INLCR, 0x40)
            .flag(IFLAG, TerminalMode.IGNCR, 0x80)
            .flag(IFLAG, TerminalMode.ICRNL, 0x100)
            .flag(IFLAG, TerminalMode.IXON, 0x200)
            .flag(IFLAG, TerminalMode.IXOFF, 0x400)
            .flag(IFLAG, TerminalMode.IXANY, 0x800)
            .flag(IFLAG, TerminalMode.IUCLC, 0x1000)
            .flag(IFLAG, TerminalMode.IMAXBEL, 0x2000)
            .flag(IFLAG, TerminalMode.IUTF8, 0x4000)
            .flag(OFLAG, TerminalMode.OPOST, 0x1)
            .flag(OFLAG, TerminalMode.ONLCR, 0x2)
            .flag(OFLAG, TerminalMode.OLCUC, 0x4)
            .flag(OFLAG, TerminalMode.OCRNL, 0x8)
            .flag(OFLAG, TerminalMode.ONOCR, 0x10)
            .flag(OFLAG, TerminalMode.ONLRET, 0x20)
            .flag(CFLAG, TerminalMode.PARENB, 0x1000)
            .flag(CFLAG, TerminalMode.PARODD, 0x2000)
            .flag(LFLAG, TerminalMode.ECHOKE, 0x1)
            .flag(LFLAG, TerminalMode.ECHOE, 0x2)
            .flag(LFLAG, TerminalMode.ECHOK, 0x4)
            .flag(LFLAG, TerminalMode.ECHO, 0x8)
            .flag(LFLAG, TerminalMode.ECHONL, 0x10)
            .flag(LFLAG, TerminalMode.ECHOCTL, 0x40)
            .flag(LFLAG, TerminalMode.ISIG, 0x80)
            .flag(LFLAG, TerminalMode.ICANON, 0x100)
            .flag(LFLAG, TerminalMode.IEXTEN, 0x400)
            .flag(LFLAG, TerminalMode.XCASE, 0x4000)
            .flag(LFLAG, TerminalMode.TOSTOP, 0x400000)
            .flag(LFLAG, TerminalMode.PENDIN, 0x20000000)
            .flag(LFLAG, TerminalMode.NOFLSH, 0x80000000L)
            .unnamed(IFLAG, "IGNBRK", 0x1)
            .unnamed(IFLAG, "BRKINT", 0x2)
            .unnamed(CFLAG, "CSIZE", 0x300)
            .unnamed(CFLAG, "CS7", 0x200)
            .unnamed(CFLAG, "CS8", 0x300)
            .index(ControlCharacter.VINTR, 0)
            .index(ControlCharacter.VQUIT, 1)
            .index(ControlCharacter.VERASE, 2)
            .index(ControlCharacter.VKILL, 3)
            .index(ControlCharacter.VEOF, 4)
            .index(ControlCharacter.VEOL, 6)
            .index(ControlCharacter.VEOL2, 8)
            .index(ControlCharacter.VSWTCH, 9)
            .index(ControlCharacter.VWERASE, 10)
            .index(ControlCharacter.VREPRINT, 11)
            .index(ControlCharacter.VSUSP, 12)
            .index(ControlCharacter.VSTART, 13)
            .index(ControlCharacter.VSTOP, 14)
            .index(ControlCharacter.VLNEXT, 15)
            .index(ControlCharacter.VDISCARD, 16)
            .minimumAndTime(5, 7)
            .build();

    private PowerPcTermios() {}
}
