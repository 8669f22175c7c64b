// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.jna.ConsoleApi;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.simulated.SimulatedWin32;

/** The user's console: modes, size and keys. */
class StandardConsoleTest {

    private static final long INPUT = 11;
    private static final long OUTPUT = 12;
    private static final int ERROR_INVALID_HANDLE = 6;
    private static final int ERROR_INVALID_PARAMETER = 87;

    private final SimulatedWin32 win32 = new SimulatedWin32();
    private final FakeConsole fake = new FakeConsole();

    /** A console as conhost has it: of a scroll buffer of 9001 lines, the last 30 are the window. */
    private final class FakeConsole implements ConsoleApi {
        boolean isConsole = true;
        boolean knowsNewlineFlag = true;
        int inputMode = 0x1F7; // as cmd.exe leaves it: quick edit, insert mode, mouse, echo, line, processed
        int outputMode = 0x3;
        int codePage = 437;
        final Deque<String> typed = new ArrayDeque<>();

        @Override
        public long GetStdHandle(int stream) {
            return stream == -10 ? INPUT : OUTPUT;
        }

        @Override
        public int GetConsoleMode(long console, long mode) {
            if (!isConsole) {
                return -ERROR_INVALID_HANDLE;
            }
            win32.view(mode, Integer.BYTES).putInt(0, console == INPUT ? inputMode : outputMode);
            return 0;
        }

        @Override
        public int SetConsoleMode(long console, int mode) {
            if (console == INPUT) {
                inputMode = mode;
            } else if ((mode & 0x8) != 0 && !knowsNewlineFlag) {
                return -ERROR_INVALID_PARAMETER;
            } else {
                outputMode = mode;
            }
            return 0;
        }

        @Override
        public int GetConsoleScreenBufferInfo(long console, long information) {
            if (!isConsole || console != OUTPUT) {
                return -ERROR_INVALID_HANDLE;
            }
            short[] fields = {120, 9001, 0, 8990, 7, 0, 8971, 119, 9000, 120, 30};
            for (int i = 0; i < fields.length; i++) {
                win32.view(information, 24).putShort(i * Short.BYTES, fields[i]);
            }
            return 0;
        }

        @Override
        public int ReadConsoleW(long console, long buffer, int count, long read) {
            String next = typed.remove();
            for (int i = 0; i < next.length(); i++) {
                win32.view(buffer, count * Character.BYTES).putChar(i * Character.BYTES, next.charAt(i));
            }
            win32.view(read, Integer.BYTES).putInt(0, next.length());
            return 0;
        }

        @Override
        public int GetConsoleOutputCP() {
            return codePage;
        }

        @Override
        public int SetConsoleOutputCP(int page) {
            codePage = page;
            return 0;
        }
    }

    @Test
    @DisplayName(
            "raw mode: keys arrive as sequences and at once, ^C too; output is UTF-8 with sequences; then all is restored")
    void rawAndBack() throws Exception {
        StandardConsole console = new StandardConsole(win32, fake);
        assertThat(console.isInteractive()).isTrue();
        console.enterRawMode();
        assertThat(fake.inputMode).isEqualTo(0x3F0);
        assertThat(fake.outputMode).isEqualTo(0xF);
        assertThat(fake.codePage).isEqualTo(65001);
        console.restore();
        assertThat(fake.inputMode).isEqualTo(0x1F7);
        assertThat(fake.outputMode).isEqualTo(0x3);
        assertThat(fake.codePage).isEqualTo(437);
    }

    @Test
    @DisplayName("a console that does not know DISABLE_NEWLINE_AUTO_RETURN is used without it")
    void olderConsole() throws Exception {
        fake.knowsNewlineFlag = false;
        StandardConsole console = new StandardConsole(win32, fake);
        console.enterRawMode();
        assertThat(fake.outputMode).isEqualTo(0x7);
    }

    @Test
    @DisplayName("the size is that of the window, not of the buffer that it scrolls over")
    void size() {
        assertThat(new StandardConsole(win32, fake).size()).contains(TerminalSize.of(120, 30));
    }

    @Test
    @DisplayName("pipes are no console: nothing is set, and there is no size")
    void pipes() throws Exception {
        fake.isConsole = false;
        StandardConsole console = new StandardConsole(win32, fake);
        assertThat(console.isInteractive()).isFalse();
        assertThat(console.size()).isEmpty();
        console.restore();
        assertThat(fake.inputMode).isEqualTo(0x1F7);
        assertThat(fake.codePage).isEqualTo(437);
    }

    @Test
    @DisplayName("keys are UTF-8, even where a surrogate pair comes in two reads")
    void keys() throws Exception {
        ConsoleReader reader = new StandardConsole(win32, fake).openInput();
        byte[] bytes = new byte[1024];
        fake.typed.add("a\033[Aä€\ud834");
        int count = reader.read(bytes);
        assertThat(new String(bytes, 0, count, UTF_8)).isEqualTo("a\033[Aä€");
        fake.typed.add("\udd1ez");
        count = reader.read(bytes);
        assertThat(new String(bytes, 0, count, UTF_8)).isEqualTo("𝄞z");
        fake.typed.add("\ud834");
        fake.typed.add("\udd1e");
        count = reader.read(bytes);
        assertThat(new String(bytes, 0, count, UTF_8)).isEqualTo("𝄞");
    }

    @Test
    @DisplayName("a console that has gone is an error that names the call")
    void gone() {
        ConsoleApi broken = new ConsoleApiThatFails();
        ConsoleReader reader = new ConsoleReader(win32, broken, INPUT);
        assertThatThrownBy(() -> reader.read(new byte[100]))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("ReadConsoleW");
        assertThatThrownBy(() -> new StandardConsole(win32, broken).enterRawMode())
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("SetConsoleMode");
        assertThat(Win32Error.of(win32, -ERROR_INVALID_HANDLE).symbol()).isEqualTo("ERROR_INVALID_HANDLE");
    }

    private static final class ConsoleApiThatFails implements ConsoleApi {
        @Override
        public long GetStdHandle(int stream) {
            return INPUT;
        }

        @Override
        public int GetConsoleMode(long console, long mode) {
            return 0;
        }

        @Override
        public int SetConsoleMode(long console, int mode) {
            return -ERROR_INVALID_HANDLE;
        }

        @Override
        public int GetConsoleScreenBufferInfo(long console, long information) {
            return -ERROR_INVALID_HANDLE;
        }

        @Override
        public int ReadConsoleW(long console, long buffer, int count, long read) {
            return -ERROR_INVALID_HANDLE;
        }

        @Override
        public int GetConsoleOutputCP() {
            return -ERROR_INVALID_HANDLE;
        }

        @Override
        public int SetConsoleOutputCP(int codePage) {
            return -ERROR_INVALID_HANDLE;
        }
    }
}
