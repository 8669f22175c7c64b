// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.expect.Expect;

class FakePtyProviderTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final FakeClock clock = FakeClock.manual();
    private final FakePtyProvider fake = FakePtyProvider.posixLike(clock);

    private PtySession start(FakeProgram program) throws Exception {
        fake.program("/bin/it", program);
        return fake.spawn(PtyCommand.of("/bin/it"));
    }

    @Test
    void sessionThatWasNotClosedIsNamedWithThePlaceWhereItWasOpened() throws Exception {
        try (PtySession session = start(process -> {
            process.pause();
            return 0;
        })) {
            assertThat(session.master().isOpen()).isTrue();
            assertThatThrownBy(fake::assertNoOpenSessions)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("1 not closed: the session of /bin/it, opened at")
                    .hasMessageContaining("FakePtyProviderTest");
        }
        assertThatCode(fake::assertNoOpenSessions).doesNotThrowAnyException();
    }

    @Test
    void lineIsEditedBeforeTheProgramSeesIt() throws Exception {
        try (PtySession session = start(process -> {
            process.println("[" + process.readLine().orElse("nothing") + "]");
            return 0;
        })) {
            Expect expect = Expect.on(session.master(), LIMIT);
            expect.send("wrong\u0015good word\u0017thinä\u007fg\r");
            expect.await("[good thing]");
        }
    }

    @Test
    void endOfFileKeyEndsTheInput() throws Exception {
        try (PtySession session = start(process -> {
            process.println("[" + process.readLine().orElse("nothing") + "]");
            return 0;
        })) {
            Expect.on(session.master(), LIMIT).send("\u0004").await("[nothing]");
        }
    }

    @Test
    void timeStandsStillUntilItIsAdvanced(@TempDir Path scratch) throws Exception {
        Path file = Files.writeString(scratch.resolve("session.cast"), """
                {"version": 2, "width": 80, "height": 24}
                [1.0, "o", "one\\r\\n"]
                [2.5, "i", "x"]
                [3600, "o", "\\u001b[1mtwo"]
                """);
        try (PtySession session = start(Recording.read(file).program())) {
            Expect expect = Expect.on(session.master(), LIMIT);
            assertThat(session.child().waitFor(Duration.ofMillis(50))).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            expect.await("one\r\n");
            assertThat(session.child().waitFor(Duration.ofMillis(50))).isEmpty();
            clock.advance(Duration.ofHours(1));
            expect.await("\u001b[1mtwo");
            assertThat(session.child().waitFor().isSuccess()).isTrue();
        }
    }

    @Test
    void programThatThrowsShowsItsStackTraceAndFails() throws Exception {
        try (PtySession session = start(process -> {
            throw new IllegalStateException("broken");
        })) {
            Expect.on(session.master(), LIMIT).await("IllegalStateException: broken");
            assertThat(session.child().waitFor().shellCode()).isEqualTo(1);
        }
    }
}
