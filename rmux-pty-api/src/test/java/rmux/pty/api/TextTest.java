// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Text in both directions, and the shortcuts of a session. */
@Timeout(60)
class TextTest {

    /** One, two, three and four bytes long in UTF-8. */
    private static final String EVERY_LENGTH = "a\u00e9\u20ac\ud83d\ude00";

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final ScriptedChild child = new ScriptedChild();
    private PtySession session;

    @BeforeEach
    void start() throws IOException {
        session = ScriptedProvider.session(terminal, child);
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    @Test
    @DisplayName("IO-01: characters are decoded although each byte arrives in a read of its own")
    void splitCharacters() throws IOException {
        for (byte one : EVERY_LENGTH.getBytes(StandardCharsets.UTF_8)) {
            terminal.print(new byte[] {one});
        }
        terminal.endOutput();
        assertThat(readAll(session.reader(StandardCharsets.UTF_8))).isEqualTo(EVERY_LENGTH);
    }

    @Test
    @DisplayName("IO-01: a complete character is returned although the bytes of the next one have not all arrived")
    void completeCharacter() throws IOException {
        byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
        terminal.print(new byte[] {'x', euro[0], euro[1]});
        Reader reader = session.reader(StandardCharsets.UTF_8);
        char[] characters = new char[8];
        assertThat(reader.read(characters)).isEqualTo(1);
        assertThat(characters[0]).isEqualTo('x');
        terminal.print(new byte[] {euro[2]});
        assertThat(reader.read(characters)).isEqualTo(1);
        assertThat(characters[0]).isEqualTo('\u20ac');
    }

    @Test
    @DisplayName("IO-01: bytes that are not valid, and a character that the end cuts off, are replaced")
    void malformed() throws IOException {
        terminal.print(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82});
        terminal.endOutput();
        assertThat(readAll(session.reader(StandardCharsets.UTF_8))).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    @DisplayName("IO-07: closing a reader leaves the terminal open; closing the session ends the reader")
    void closing() throws IOException {
        session.reader(StandardCharsets.UTF_8).close();
        terminal.print("still");
        Reader reader = session.reader(StandardCharsets.UTF_8);
        assertThat(reader.read()).isEqualTo('s');
        assertThat(session.master().isOpen()).isTrue();
        char[] rest = new char[4];
        assertThat(reader.read(rest)).isEqualTo(4);
        session.close();
        assertThatThrownBy(reader::read).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    @DisplayName("IO-06: text is written whole, in UTF-8")
    void write() throws IOException {
        terminal.makeRoom(100);
        session.write(EVERY_LENGTH);
        session.write("");
        session.master().write("\r");
        assertThat(terminal.written()).isEqualTo((EVERY_LENGTH + "\r").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("EXIT-03: the session's shortcuts answer as its child does")
    void shortcuts() throws Exception {
        assertThat(session.isAlive()).isTrue();
        child.exit(new ExitStatus.Exited(3));
        assertThat(session.waitFor()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(session.onExit().get()).isEqualTo(new ExitStatus.Exited(3));
        assertThat(session.isAlive()).isFalse();
        session.resize(TerminalSize.of(100, 30));
        assertThat(terminal.resizes()).isEqualTo(1);
    }

    private static String readAll(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            text.append((char) next);
        }
        return text.toString();
    }
}
