// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Winsize;

/** The standard streams of a process, of which some are a terminal. */
class StandardTerminalTest {

    /** ICRNL and IXON; OPOST and ONLCR; what cflag usually is; ISIG, ICANON, ECHO and IEXTEN. */
    private static final int[] COOKED = {0x500, 0x5, 0xBF, 0x800B};

    private final LibC real = NativeAccess.libC();
    private final LibC libC = mock(LibC.class);
    private static final int TERMIOS_SIZE =
            NativeAccess.libC().platform().termios().size();

    private final List<byte[]> set = new ArrayList<>();

    @BeforeEach
    void terminals() {
        when(libC.platform()).thenReturn(real.platform());
        when(libC.allocate(anyInt())).thenAnswer(call -> real.allocate(call.getArgument(0)));
        when(libC.view(anyLong(), anyInt()))
                .thenAnswer(call -> real.view(call.getArgument(0), call.<Integer>getArgument(1)));
        when(libC.tcgetattr(anyInt(), anyLong())).thenReturn(Errno.ENOTTY.asResult());
        when(libC.ioctl(anyInt(), anyLong(), anyLong())).thenReturn(Errno.ENOTTY.asResult());
        when(libC.tcsetattr(anyInt(), anyInt(), anyLong())).thenAnswer(call -> {
            byte[] modes = new byte[TERMIOS_SIZE];
            real.view(call.getArgument(2), TERMIOS_SIZE).get(modes);
            set.add(modes);
            return 0;
        });
    }

    private void isTerminal(int fd, TerminalSize size) {
        doAnswer(call -> {
                    ByteBuffer termios = real.view(call.getArgument(1), TERMIOS_SIZE);
                    for (int i = 0; i < COOKED.length; i++) {
                        termios.putInt(i * Integer.BYTES, COOKED[i]);
                    }
                    return 0;
                })
                .when(libC)
                .tcgetattr(eq(fd), anyLong());
        doAnswer(call -> {
                    Winsize.write(real.view(call.getArgument(2), Winsize.SIZE), size);
                    return 0;
                })
                .when(libC)
                .ioctl(eq(fd), eq(NativeAccess.libC().platform().wide(Constant.TIOCGWINSZ)), anyLong());
    }

    @Test
    @DisplayName("a person is there only if both standard input and standard output are terminals")
    void interactive() {
        assertThat(new StandardTerminal(libC).isInteractive()).isFalse();
        isTerminal(StandardTerminal.STDIN, TerminalSize.DEFAULT);
        assertThat(new StandardTerminal(libC).isInteractive()).isFalse();
        isTerminal(StandardTerminal.STDOUT, TerminalSize.DEFAULT);
        assertThat(new StandardTerminal(libC).isInteractive()).isTrue();
    }

    @Test
    @DisplayName("the size is that of any stream which has one; a serial line, of size 0, has none")
    void size() {
        assertThat(new StandardTerminal(libC).size()).isEmpty();
        isTerminal(StandardTerminal.STDERR, TerminalSize.of(132, 43));
        assertThat(new StandardTerminal(libC).size()).contains(TerminalSize.of(132, 43));
        doReturn(0)
                .when(libC)
                .ioctl(
                        eq(StandardTerminal.STDERR),
                        eq(NativeAccess.libC().platform().wide(Constant.TIOCGWINSZ)),
                        anyLong());
        assertThat(new StandardTerminal(libC).size()).isEmpty();
    }

    @Test
    @DisplayName(
            "raw mode passes every key on, and what was typed ahead stays; restoring sets what was there, bit for bit")
    void rawAndBack() throws Exception {
        isTerminal(StandardTerminal.STDIN, TerminalSize.DEFAULT);
        StandardTerminal terminal = new StandardTerminal(libC);
        terminal.enterRawMode();
        terminal.restore();
        verify(libC, never()).tcsetattr(anyInt(), eq(2), anyLong()); // TCSAFLUSH
        ByteBuffer raw = ByteBuffer.wrap(set.get(0)).order(ByteOrder.nativeOrder());
        assertThat(raw.getInt(0)).isZero();
        assertThat(raw.getInt(4)).isEqualTo(0x4);
        assertThat(raw.getInt(8)).as("character size and speed").isEqualTo(0xBF);
        assertThat(raw.getInt(12)).isZero();
        assertThat(raw.get(17 + 6)).as("VMIN").isOne();
        ByteBuffer restored = ByteBuffer.wrap(set.get(1)).order(ByteOrder.nativeOrder());
        assertThat(new int[] {restored.getInt(0), restored.getInt(4), restored.getInt(8), restored.getInt(12)})
                .isEqualTo(COOKED);
    }

    @Test
    @DisplayName("without a terminal there is nothing to restore, and raw mode is an error that says so")
    void none() throws Exception {
        StandardTerminal terminal = new StandardTerminal(libC);
        terminal.restore();
        assertThat(set).isEmpty();
        assertThatThrownBy(terminal::enterRawMode)
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("ENOTTY");
    }

    @Test
    @DisplayName(
            "a terminal that refuses, such as one that has been disconnected, is an error; an interrupted call is repeated")
    void refused() throws Exception {
        isTerminal(StandardTerminal.STDIN, TerminalSize.DEFAULT);
        StandardTerminal terminal = new StandardTerminal(libC);
        doReturn(Errno.EINTR.asResult(), 0).when(libC).tcsetattr(anyInt(), anyInt(), anyLong());
        terminal.enterRawMode();
        doReturn(Errno.EIO.asResult()).when(libC).tcsetattr(anyInt(), anyInt(), anyLong());
        assertThatThrownBy(terminal::restore).isInstanceOf(PtyException.class).hasMessageContaining("EIO");
    }

    @Test
    @DisplayName("SIGQUIT is ignored, or ends the process, and never prints a thread dump")
    void quit() throws Exception {
        List<Long> handlers = new ArrayList<>();
        when(libC.sigaction(eq(3), anyLong(), anyLong())).thenAnswer(call -> {
            handlers.add(real.view(
                            call.getArgument(1), NativeAccess.libC().platform().number(Constant.SIGACTION_SIZE))
                    .getLong(0));
            return 0;
        });
        StandardTerminal terminal = new StandardTerminal(libC);
        terminal.setQuitIgnored(true);
        terminal.setQuitIgnored(false);
        assertThat(handlers).containsExactly(NativeAccess.libC().platform().wide(Constant.SIG_IGN), 0L);
    }
}
