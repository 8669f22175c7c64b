// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalMode;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/** The structures and numbers of the ABI, checked against what the headers say. */
class LayoutTest {

    private static final Termios TERMIOS = new Termios(LinuxTermios.GENERIC);

    private static ByteBuffer structure(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    @Test
    @DisplayName("struct winsize: rows come before columns, pixels after both, all unsigned 16 bits")
    void winsize() {
        ByteBuffer winsize = structure(Winsize.SIZE);
        Winsize.write(winsize, new TerminalSize(100, 30, 65535, 600));
        assertThat(winsize.getShort(0)).isEqualTo((short) 30);
        assertThat(winsize.getShort(2)).isEqualTo((short) 100);
        assertThat(winsize.getShort(4)).isEqualTo((short) -1);
        assertThat(Winsize.read(winsize)).isEqualTo(new TerminalSize(100, 30, 65535, 600));
    }

    @Test
    @DisplayName("struct winsize: a size that a program set to 0 or beyond our range is brought into it")
    void winsizeOutOfRange() {
        ByteBuffer winsize = structure(Winsize.SIZE);
        winsize.putShort(2, (short) -1);
        assertThat(Winsize.read(winsize)).isEqualTo(TerminalSize.of(32767, 1));
    }

    @Test
    @DisplayName("struct termios: modes go into the four words of flags, and what they have no name for stays")
    void termios() {
        ByteBuffer termios = structure(TERMIOS.size());
        termios.putInt(0, 0x2).putInt(4, 0x40).putInt(8, 0x8BF).putInt(12, 0x1000);
        TERMIOS.write(termios, TerminalModes.cooked());
        assertThat(termios.getInt(0)).isEqualTo(0x2 | 0x100 | 0x400 | 0x4000);
        assertThat(termios.getInt(4)).isEqualTo(0x40 | 0x1 | 0x4);
        assertThat(termios.getInt(8)).isEqualTo(0x8BF);
        assertThat(termios.getInt(12)).isEqualTo(0x1000 | 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x200 | 0x800 | 0x8000);
        assertThat(TERMIOS.read(termios)).isEqualTo(TerminalModes.cooked());
        TERMIOS.write(termios, TerminalModes.raw());
        assertThat(TERMIOS.read(termios)).isEqualTo(TerminalModes.raw());
        assertThat(termios.getInt(12)).isEqualTo(0x1000 | 0x10 | 0x20 | 0x200 | 0x800);
    }

    @Test
    @DisplayName("struct termios: each flag can be set and read alone, except size and parity, which stay")
    void flags() {
        Set<TerminalMode> fixed = Set.of(TerminalMode.CS7, TerminalMode.CS8, TerminalMode.PARENB);
        for (TerminalMode mode : TerminalMode.values()) {
            ByteBuffer termios = structure(TERMIOS.size());
            termios.putInt(8, 0xBF);
            TERMIOS.write(termios, TerminalModes.raw().withFlags(Set.of(mode)));
            Set<TerminalMode> expected = EnumSet.of(TerminalMode.CS8, mode);
            expected.removeIf(other -> fixed.contains(other) && other != TerminalMode.CS8);
            assertThat(TERMIOS.read(termios).flags()).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("struct termios: control characters are set, disabled and read; those that Linux lacks are left out")
    void characters() {
        ByteBuffer termios = structure(TERMIOS.size());
        termios.putInt(8, 0xBF);
        TerminalModes modes = TerminalModes.cooked();
        int value = 200;
        for (ControlCharacter character : TerminalModes.cooked().characters().keySet()) {
            modes = modes.withCharacter(character, value++);
        }
        modes = modes.withCharacter(ControlCharacter.VERASE, 250)
                .withCharacter(ControlCharacter.VINTR, TerminalModes.DISABLED);
        TERMIOS.write(termios, modes.withCharacter(ControlCharacter.VSTATUS, 20));
        assertThat(TERMIOS.read(termios)).isEqualTo(modes);
        assertThat(TERMIOS.read(termios).character(ControlCharacter.VINTR)).isEmpty();
        assertThat(termios.get(17)).isZero();
        assertThat(termios.get(17 + 2)).isEqualTo((byte) 250);
    }

    @ParameterizedTest
    @CsvSource({"9600, 9600, 9600", "115200, 4000000, 4000000", "50, 1, 0", "300, 12345, 9600"})
    @DisplayName(
            "struct termios: speeds have codes, those of the input and the output apart; others become the next lower")
    void speeds(int input, int output, int expectedOutput) {
        ByteBuffer termios = structure(TERMIOS.size());
        termios.putInt(8, 0xBF).putInt(52, 0xF).putInt(56, 0xF);
        TERMIOS.write(termios, TerminalModes.cooked().withSpeeds(input, output));
        assertThat(TERMIOS.read(termios).inputSpeed()).isEqualTo(input);
        assertThat(TERMIOS.read(termios).outputSpeed()).isEqualTo(expectedOutput);
        assertThat(termios.getInt(56)).isEqualTo(termios.getInt(8) & 0x100F);
    }

    @Test
    @DisplayName("every signal of the API has the number that the kernel knows by its name")
    void signals() {
        for (PtySignal signal : PtySignal.values()) {
            for (Platform platform : Platforms.all()) {
                Signals signals = platform.signals();
                assertThat(signals.name(signals.number(signal))).isEqualTo(signal.posixName());
            }
        }
        Signals signals = Signals.LINUX;
        assertThat(signals.name(36)).isEqualTo("SIGRTMIN+2");
        assertThat(signals.name(32)).isEqualTo("SIG32");
    }

    @Test
    @DisplayName("an error carries its symbol and text; an unknown one its number")
    void errno() {
        assertThat(Errno.of(-2)).hasToString("ENOENT (2): No such file or directory");
        assertThat(Errno.of(-9999)).hasToString("? (9999): unknown error");
        assertThat(Errno.EAGAIN.is(-11)).isTrue();
        assertThat(Errno.EAGAIN.is(11)).isFalse();
    }
}
