// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.wine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.windows.simulated.jna.OpenHandles;

/** What sessions of either Windows backend have in common, from end to end. */
@OnWindows
public abstract class SessionContract {

    private static final int AT_ONCE = 8;
    /** Threads of the JVM and of the system's pool come and go with a few handles each; one lost in each session were more. */
    private static final int SLACK = 20;

    /** The backend. */
    protected abstract PtyProvider provider();

    /** A command for ptyprobe, with the console as its standard streams. */
    protected abstract PtyCommand probe(String... arguments);

    /** How many sessions are opened one after the other. */
    protected abstract int sessionsInARow();

    /** Starts ptyprobe. */
    protected final PtySession spawn(String... arguments) throws Exception {
        return provider().spawn(probe(arguments));
    }

    /** Types on the keyboard of a session. */
    protected static void type(PtySession session, String text) throws Exception {
        session.master().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What ptyprobe shows that is to print a text. */
    protected final String runPrint(String text) throws Exception {
        try (PtySession session = spawn("print", text)) {
            String output = new Screen(session).rest();
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            return output.strip();
        }
    }

    @Test
    @DisplayName("IO-03, EXIT-01: the output of a short-lived program arrives, then the end, then its exit code")
    final void hello() throws Exception {
        assertThat(runPrint("hello")).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "259", "0xC0000005", "0xFFFFFFFF"})
    @DisplayName("EXIT-01: the exit code is the 32-bit value")
    final void exitCodes(String code) throws Exception {
        try (PtySession session = spawn("exit", code)) {
            assertThat(session.child().waitFor(Screen.LIMIT))
                    .contains(new ExitStatus.Exited(Long.decode(code).intValue()));
        }
    }

    @Test
    @DisplayName("LIFE-03: many sessions in a row, then 8 at once: every output exact, as many handles as before")
    final void many() throws Exception {
        for (int i = 0; i < 5; i++) {
            runPrint("warm-" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            runAtOnce(threads, 2);
            int before = OpenHandles.count();
            for (int i = 0; i < sessionsInARow(); i++) {
                assertThat(runPrint("session-" + i)).isEqualTo("session-" + i);
            }
            assertThat(OpenHandles.count())
                    .as("handles after the sessions in a row")
                    .isLessThan(before + SLACK);
            runAtOnce(threads, 5);
            int after = OpenHandles.count();
            System.getLogger("rmux.pty.windows.test")
                    .log(
                            System.Logger.Level.INFO,
                            "{0}: {1} sessions in a row; handles before {2}, after {3}",
                            provider().name(),
                            sessionsInARow(),
                            before,
                            after);
            assertThat(after).isLessThan(before + SLACK);
        } finally {
            threads.shutdownNow();
        }
    }

    private void runAtOnce(ExecutorService threads, int rounds) throws Exception {
        List<Future<String>> outputs = new ArrayList<>();
        for (int i = 0; i < rounds * AT_ONCE; i++) {
            String text = "at-once-" + i;
            outputs.add(threads.submit(() -> runPrint(text)));
        }
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(outputs.get(i).get(5, TimeUnit.MINUTES)).isEqualTo("at-once-" + i);
        }
    }

    @Test
    @DisplayName("what is typed reaches the program")
    final void echo() throws Exception {
        try (PtySession session = spawn("echo")) {
            Screen screen = new Screen(session);
            screen.await("READY");
            type(session, "one\r");
            screen.await("echo: one");
            type(session, "quit\r");
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
        }
    }

    /** ExitThread: "all pending I/O initiated by the thread that is not associated with a completion port is canceled". */
    @Test
    @DisplayName("a thread that waited for output in vain and has ended took no read with it")
    final void readOfThreadThatEnded() throws Exception {
        try (PtySession session = spawn("echo")) {
            Screen screen = new Screen(session);
            screen.await("READY");
            Thread looks = new Thread(() -> {
                try {
                    ByteBuffer buffer = ByteBuffer.allocate(1000);
                    while (session.master().read(buffer.clear(), Duration.ofMillis(500)) > 0) {
                        // until nothing comes
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            looks.start();
            looks.join();
            type(session, "one\r");
            screen.await("echo: one");
        }
    }

    @Test
    @DisplayName("the initial size is the console's")
    final void size() throws Exception {
        try (PtySession session = provider().spawn(probe("size").withSize(TerminalSize.of(93, 31)))) {
            new Screen(session).await("93x31");
        }
    }

    @Test
    @DisplayName("INTERRUPT is a Ctrl-C event for what is on the console, and leaves our own alone")
    final void interrupt() throws Exception {
        try (PtySession session = spawn("ignore-ctrl-c")) {
            Screen screen = new Screen(session);
            screen.await("READY");
            assertThat(session.child().signal(PtySignal.INTERRUPT)).isTrue();
            screen.await("event 1 CTRL_C");
            assertThat(session.child().exitStatus()).isEmpty();
        }
    }

    @Test
    @DisplayName("closing while a program floods and nobody reads does not hang")
    final void closeFull() throws Exception {
        PtySession session = spawn("flood", "10000000");
        // Nobody reads: a console that stops its writer does so within a second, and so does one that throws lines
        // away.
        assertThat(session.child().waitFor(Duration.ofMillis(300))).isEmpty();
        long began = System.nanoTime();
        session.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("cmd.exe runs, with a verbatim tail")
    final void cmd() throws Exception {
        PtyCommand command = PtyCommand.of("cmd.exe").withOption(PtyOptions.VERBATIM_ARGUMENTS, "/d /c \"exit 5\"");
        try (PtySession session = provider().spawn(command)) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(5));
        }
    }
}
