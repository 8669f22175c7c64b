// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.fake.FakePtyProvider;

class ExpectTest {

    private final FakePtyProvider fake = FakePtyProvider.posixLike().program("/bin/it", process -> {
        process.print("grün \u001b[31mpid 42\u001b[0m\nname? ");
        process.println("hello " + process.readLine().orElse("nobody"));
        return 0;
    });

    @Test
    void conversation() throws Exception {
        try (PtySession session = fake.spawn(PtyCommand.of("/bin/it"))) {
            Expect expect = Expect.on(session.master(), Duration.ofSeconds(10));
            assertThat(expect.await("pid")).isEqualTo("grün \u001b[31m");
            assertThat(expect.await(Pattern.compile("(\\d+)")).group(1)).isEqualTo("42");
            expect.await("name? ");
            expect.sendLine("world").await("hello world");
            assertThat(expect.drain()).containsExactly('\r', '\n');
        }
    }

    @Test
    void escapesCanBeIgnored() throws Exception {
        try (PtySession session = fake.spawn(PtyCommand.of("/bin/it"))) {
            Expect expect = Expect.on(session.master(), Duration.ofSeconds(10)).ignoringEscapes();
            assertThat(expect.await("pid 42\r\n")).isEqualTo("grün ");
        }
    }

    @Test
    void failureShowsTheScreenWithEscapesVisible() throws Exception {
        try (PtySession session = fake.spawn(PtyCommand.of("/bin/it"))) {
            Expect expect = Expect.on(session.master(), Duration.ofMillis(300));
            assertThatThrownBy(() -> expect.await("never"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("awaited \"never\", but nothing more came for 300 ms")
                    .hasMessageContaining("\\e[31mpid 42\\e[0m\\r\\nname? ");
            expect.sendLine("x");
            assertThatThrownBy(() -> expect.await("never")).hasMessageContaining("the output ended");
        }
    }
}
