// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static rmux.pty.posix.platform.TermiosLayout.Word.CFLAG;
import static rmux.pty.posix.platform.TermiosLayout.Word.IFLAG;
import static rmux.pty.posix.platform.TermiosLayout.Word.LFLAG;
import static rmux.pty.posix.platform.TermiosLayout.Word.OFLAG;

import rmux.pty.api.ControlCharacter;
import rmux.pty.api.TerminalMode;

/** {@code struct termios} of 4.4BSD, {@code sys/termios.h} and {@code sys/_termios.h}: the words are wider on macOS. */
final class BsdTermios {

    /** XNU on 64-bit processors, where {@code tcflag_t} and {@code speed_t} are {@code unsigned long}. */
    static final TermiosLayout DARWIN = layout(72, 8, 32, new PlainSpeeds(56, 64, 8));

    static final TermiosLayout FREEBSD = layout(44, 4, 16, new PlainSpeeds(36, 40, 4));

    private BsdTermios() {}

    private static TermiosLayout layout(int size, int wordSize, int characters, TermiosSpeeds speeds) {
        return new TermiosLayout.Builder(size, wordSize, characters, 0xff, speeds)
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
                .flag(IFLAG, TerminalMode.IMAXBEL, 0x2000)
                .flag(IFLAG, TerminalMode.IUTF8, 0x4000)
                .flag(OFLAG, TerminalMode.OPOST, 0x1)
                .flag(OFLAG, TerminalMode.ONLCR, 0x2)
                .flag(OFLAG, TerminalMode.OCRNL, 0x10)
                .flag(OFLAG, TerminalMode.ONOCR, 0x20)
                .flag(OFLAG, TerminalMode.ONLRET, 0x40)
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
                .flag(LFLAG, TerminalMode.TOSTOP, 0x400000)
                .flag(LFLAG, TerminalMode.PENDIN, 0x20000000)
                .flag(LFLAG, TerminalMode.NOFLSH, 0x80000000L)
                .unnamed(IFLAG, "IGNBRK", 0x1)
                .unnamed(IFLAG, "BRKINT", 0x2)
                .unnamed(CFLAG, "CSIZE", 0x300)
                .unnamed(CFLAG, "CS7", 0x200)
                .unnamed(CFLAG, "CS8", 0x300)
                .index(ControlCharacter.VEOF, 0)
                .index(ControlCharacter.VEOL, 1)
                .index(ControlCharacter.VEOL2, 2)
                .index(ControlCharacter.VERASE, 3)
                .index(ControlCharacter.VWERASE, 4)
                .index(ControlCharacter.VKILL, 5)
                .index(ControlCharacter.VREPRINT, 6)
                .index(ControlCharacter.VINTR, 8)
                .index(ControlCharacter.VQUIT, 9)
                .index(ControlCharacter.VSUSP, 10)
                .index(ControlCharacter.VDSUSP, 11)
                .index(ControlCharacter.VSTART, 12)
                .index(ControlCharacter.VSTOP, 13)
                .index(ControlCharacter.VLNEXT, 14)
                .index(ControlCharacter.VDISCARD, 15)
                .index(ControlCharacter.VSTATUS, 18)
                .minimumAndTime(16, 17)
                .build();
    }
}
