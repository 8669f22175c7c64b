// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalModes;

@Timeout(60)
class EndOfInputTest {

    private static final PtyCommand CAT =
            PtyCommand.of("cat").withModes(TerminalModes.cooked().withEcho(false));

    @ParameterizedTest
    @ValueSource(strings = {"", "a line\n", "a line, and a part"})
    @DisplayName("IO-11: closing the output stream of a Process ends the input of a program that reads lines")
    void closingEnds(String input) throws Exception {
        try (PtySession session = CAT.spawn()) {
            Process process = session.toProcess();
            OutputStream stream = process.getOutputStream();
            stream.write(input.getBytes(US_ASCII));
            stream.close();
            assertThat(new String(process.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo(input.replace("\n", "\r\n"));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    @Test
    @DisplayName(
            "IO-11: a closed output stream refuses writes, closing it again does nothing, and the master still writes")
    void closedRefuses() throws Exception {
        PtyCommand twice = PtyCommand.of("sh", "-c", "cat; read line; exit $line")
                .withModes(TerminalModes.cooked().withEcho(false));
        try (PtySession session = twice.spawn()) {
            OutputStream stream = session.toProcess().getOutputStream();
            stream.close();
            stream.close();
            assertThatThrownBy(() -> stream.write('x')).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> stream.write(new byte[] {'x'})).isInstanceOf(IOException.class);
            session.master().write(ByteBuffer.wrap("3\n".getBytes(US_ASCII)));
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(3));
        }
    }

    @Test
    @DisplayName(
            "IO-11: closing the output stream after the program has exited, or the session was closed, is no error")
    void closedLate() throws Exception {
        OutputStream afterClose;
        try (PtySession session = CAT.spawn()) {
            afterClose = session.master().outputStream();
        }
        afterClose.close();
        try (PtySession session = PtyCommand.of("true").spawn()) {
            session.child().waitFor();
            session.toProcess().getOutputStream().close();
            assertThat(session.master().sendEof()).isFalse();
        }
    }

    @Test
    @DisplayName("IO-11: sendEof() writes nothing to a terminal in raw mode")
    void raw() throws Exception {
        PtyCommand reader = PtyCommand.of("head", "-c", "1").withModes(TerminalModes.raw());
        try (PtySession session = reader.spawn()) {
            assertThat(session.master().sendEof()).isFalse();
            session.master().write(ByteBuffer.wrap(new byte[] {'x'}));
            assertThat(session.master().inputStream().readAllBytes()).containsExactly('x');
        }
    }
}
