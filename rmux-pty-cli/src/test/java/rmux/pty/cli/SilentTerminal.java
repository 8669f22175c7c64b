// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/** A terminal that records every byte and answers nothing, as those of expect(1), CI runners and serial lines. */
final class SilentTerminal implements AutoCloseable {

    private final PtySession session;
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    private boolean ended;

    private SilentTerminal(PtyCommand command) throws IOException {
        this.session = command.spawn();
    }

    /** Runs a line of shell, in which {@code rmux-pty} is the launcher, on a terminal of a kind. */
    static SilentTerminal run(String term, String line) throws IOException {
        String function = "rmux-pty() { '" + Launcher.SCRIPT + "' \"$@\"; }; ";
        return new SilentTerminal(PtyCommand.of("bash", List.of("--norc", "-c", function + line))
                .withEnvironment("TERM", term)
                .withEnvironment("JAVA_HOME", System.getProperty("java.home")));
    }

    /** Types a text. */
    void type(String text) throws IOException {
        session.master().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits until a text has been shown; returns all that has been shown. */
    String await(String text) throws IOException {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (!shown().contains(text)) {
            assertThat(ended || System.nanoTime() - deadline > 0)
                    .as("\"%s\" is shown within %s: %s", text, TestLimits.SOON, shown())
                    .isFalse();
            readSome();
        }
        return shown();
    }

    /** Waits for the end of all that runs here; returns all that has been shown. */
    String awaitEnd() throws IOException {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (!ended) {
            assertThat(System.nanoTime() - deadline)
                    .as("it ends within %s: %s", TestLimits.SOON, shown())
                    .isNegative();
            readSome();
        }
        return shown();
    }

    private void readSome() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        ended = session.master().read(bytes, TestLimits.SOON) < 0;
        recorded.write(bytes.array(), 0, bytes.position());
    }

    private String shown() {
        return recorded.toString(StandardCharsets.UTF_8);
    }

    /** The shell. */
    ProcessHandle child() {
        return session.child().handle().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
