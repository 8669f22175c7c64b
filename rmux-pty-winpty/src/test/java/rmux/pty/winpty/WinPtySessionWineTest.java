// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.programs.Flood;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.windows.wine.SessionContract;
import rmux.pty.winpty.options.WinPtyOptions;

/** Sessions from end to end. */
@OnWindows
class WinPtySessionWineTest extends SessionContract {

    private static final int IN_A_ROW = 60;
    private static final int CLOSINGS = 40;
    /** Fewer than there are on a screen. */
    private static final int LAST_LINES = 15;

    private static final String CTRL_C = "\003";

    private final WinPtyProvider provider = new WinPtyProvider();

    @Override
    protected PtyProvider provider() {
        return provider;
    }

    @Override
    protected PtyCommand probe(String... arguments) {
        return Programs.probe(arguments);
    }

    @Override
    protected int sessionsInARow() {
        return IN_A_ROW;
    }

    @TempDir
    private Path directory;

    private String raw(PtyCommand command) throws Exception {
        try (PtySession session = provider.spawn(command)) {
            return new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("text outside the BMP, typed and printed")
    void nonBmp() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("echo"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            type(session, "\uD83D\uDE00\u00e9\u4e2d\r");
            screen.await("echo: \uD83D\uDE00\u00e9\u4e2d");
        }
        assertThat(runPrint("a\uD83D\uDE00b")).isEqualTo("a\uD83D\uDE00b");
    }

    @Test
    @DisplayName("SIZE-02: of 25 resizes in a row the program sees the last, and SIZE-01: size() is what was last set")
    void resize() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("size-loop").withSize(TerminalSize.of(60, 20)))) {
            Screen screen = new Screen(session);
            screen.await("60x20");
            for (int i = 1; i <= 25; i++) {
                session.master().resize(TerminalSize.of(60 + i, 20 + i % 10));
            }
            screen.await("85x25");
            assertThat(session.master().size()).isEqualTo(TerminalSize.of(85, 25));
        }
    }

    @Test
    @DisplayName("SIZE-05: resize() after the exit is not an error")
    void resizeAfterExit() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("exit", "0"))) {
            assertThat(session.child().waitFor(Screen.LIMIT)).isPresent();
            for (int i = 0; i < 5; i++) {
                session.master().resize(TerminalSize.of(50 + i, 20));
            }
            new Screen(session).rest();
            session.master().resize(TerminalSize.of(70, 20));
        }
    }

    @Test
    @DisplayName("SIG-06: ^C, typed, is a Ctrl-C event for the program, which need not end by it")
    void typedInterrupt() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("ignore-ctrl-c"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            type(session, CTRL_C);
            screen.await("event 1 CTRL_C");
            assertThat(session.child().exitStatus()).isEmpty();
        }
        try (PtySession session = provider.spawn(Programs.probe("ctrl-c-wait"))) {
            new Screen(session).await("READY");
            type(session, CTRL_C);
            assertThat(session.child().waitFor(Screen.LIMIT)).isPresent();
        }
    }

    @Test
    @DisplayName("the agent survives the Ctrl-C event of an INTERRUPT")
    void agentSurvivesInterrupt() throws Exception {
        try (PtySession session = spawn("ignore-ctrl-c")) {
            Screen screen = new Screen(session);
            screen.await("READY");
            session.child().signal(PtySignal.INTERRUPT);
            screen.await("event 1 CTRL_C");
            session.master().resize(TerminalSize.of(70, 20));
        }
    }

    @Test
    @DisplayName(
            "IO-02, as far as a rendered screen goes: 1,500 lines that nobody read while they were printed come in order")
    void lines() throws Exception {
        Flood flood = Programs.contract().flood(100_000);
        try (PtySession session = provider.spawn(flood.command())) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            assertThat(printed(new Screen(session).rest())).containsExactlyElementsOf(linesOf(flood));
        }
    }

    @Test
    @DisplayName(
            "IO-13 is not available: a program goes on to its end while nobody reads; lines are lost, the last screen comes")
    void noBackPressure() throws Exception {
        Flood flood = Programs.contract().flood(8_000_000);
        try (PtySession session = provider.spawn(flood.command())) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            List<String> expected = linesOf(flood);
            assertThat(printed(new Screen(session).rest()))
                    .endsWith(expected.subList(expected.size() - LAST_LINES, expected.size())
                            .toArray(String[]::new));
        }
    }

    private static List<String> linesOf(Flood flood) throws Exception {
        return printed(new String(flood.expected().readAllBytes(), StandardCharsets.US_ASCII));
    }

    /** Without blank lines: the agent puts a screenful of them between others now and then, on a busy machine. */
    private static List<String> printed(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    @DisplayName("LIFE-01, IO-07: close() against reading, writing, resizing and waiting threads, 40 times")
    void closeAtAnyTime() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < CLOSINGS; i++) {
                PtySession session = provider.spawn(Programs.probe("echo").withHangupGrace(Duration.ofMillis(10)));
                List<Future<?>> users = List.of(
                        threads.submit(() -> untilClosed(() -> session.master().read(ByteBuffer.allocate(100)))),
                        threads.submit(() -> untilClosed(() -> type(session, "x\r"))),
                        threads.submit(() -> untilClosed(() -> session.master().resize(TerminalSize.of(50, 20)))),
                        threads.submit(() -> session.child().waitFor()));
                if (i % 2 == 0) {
                    assertThat(session.child().waitFor(Duration.ofMillis(10L * i)))
                            .isEmpty();
                }
                session.close();
                for (Future<?> user : users) {
                    user.get(Screen.LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Something that a thread does over and over. */
    private interface Use {
        void once() throws Exception;
    }

    /** The end of the pipe, when the agent goes, is as good as the exception that says it. */
    private static Void untilClosed(Use use) throws Exception {
        long end = System.nanoTime() + Screen.LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                use.once();
            } catch (ClosedChannelException closed) {
                return null;
            } catch (PtyException broken) {
                assertThat(broken.nativeError().map(NativeError::symbol).orElse(""))
                        .isIn("ERROR_NO_DATA", "ERROR_BROKEN_PIPE");
            }
        }
        throw new AssertionError("not told that the session was closed");
    }

    @Test
    @DisplayName("SIG-03: KILL ends the program with the exit code 1, and the output ends")
    void kill() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("no-read"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            assertThat(session.child().signal(PtySignal.KILL)).isTrue();
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(1));
            screen.rest();
        }
    }

    @Test
    @DisplayName("colors come as escape sequences; plain output has none, or none but those of colors")
    void colors() throws Exception {
        PtyCommand green = PtyCommand.of("cmd.exe")
                .withOption(PtyOptions.VERBATIM_ARGUMENTS, "/d /c \"color 0a & echo green-text\"");

        assertThat(raw(green)).contains("green-text").containsPattern("\033\\[[0-9;]*92?m|\033\\[[0-9;]*32;?1?m");
        assertThat(raw(green.withOption(WinPtyOptions.PLAIN_OUTPUT, true)))
                .contains("green-text")
                .doesNotContain("\033");
        String colored =
                raw(green.withOption(WinPtyOptions.PLAIN_OUTPUT, true).withOption(WinPtyOptions.COLOR_ESCAPES, true));
        assertThat(colored).contains("green-text").containsPattern("\033\\[[0-9;]*m");
        assertThat(colored.replaceAll("\033\\[[0-9;]*m", "")).doesNotContain("\033");
    }

    @Test
    @DisplayName("SPAWN-11: the first word of the command line can be another")
    void argv0() throws Exception {
        Path report = directory.resolve("arguments");
        try (PtySession session = provider.spawn(
                Programs.probe("--output", report.toString(), "args", "x y").withArgv0("other name"))) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
        }
        StringBuilder units = new StringBuilder();
        "other name".chars().forEach(unit -> units.append(String.format(java.util.Locale.ROOT, "%04X", unit)));
        assertThat(Files.readString(report)).contains("crt 0 " + units);
    }

    @Test
    @DisplayName(
            "SPAWN-07: what the agent could not start is reported by the number and symbol of Windows, with the program's path")
    void notAProgram() throws Exception {
        Path program = Files.writeString(directory.resolve("text.exe"), "this is no program");

        PtySpawnException failure =
                catchThrowableOfType(PtySpawnException.class, () -> provider.spawn(PtyCommand.of(program.toString())));

        assertThat(failure).hasMessageContaining(program.toString()).hasMessageContaining("winpty_spawn");
        assertThat(failure.stage()).isEqualTo(PtySpawnException.Stage.CREATE_PROCESS);
        NativeError error = failure.nativeError().orElseThrow();
        assertThat(error.kind()).isEqualTo(NativeError.Kind.WIN32);
        assertThat(error.symbol()).startsWith("ERROR_");
    }
}
