// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalSize;
import rmux.pty.conpty.options.ConPtyOptions;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.simulated.PeFiles;
import rmux.pty.windows.simulated.SimulatedProcess;
import rmux.pty.windows.simulated.SimulatedWin32;

/** A running session on the simulated Windows. */
class ConPtyDeviceTest {

    /** A thread for each: those of the common pool are as few as one, and these tasks block. */
    private static final Executor ELSEWHERE = task -> new Thread(task).start();

    private static final int ERROR_INVALID_HANDLE = 6;
    private static final int ERROR_NO_SYSTEM_RESOURCES = SimulatedWin32.ERROR_NO_SYSTEM_RESOURCES;
    private static final int PIPE_CAPACITY = 64 * 1024;

    @TempDir
    private Path directory;

    private SimulatedConPty rig;

    @BeforeEach
    void prepare() throws Exception {
        rig = new SimulatedConPty(directory);
    }

    /** Also a test that has failed must end. */
    @AfterEach
    void letResizesReturn() {
        rig.windows.setResizeBlocks(false);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(PtySession session, int count) throws Exception {
        return new String(session.master().inputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    private static PtyCommand passingThrough(SimulatedConPty on) {
        return on.command().withOption(ConPtyOptions.PASSTHROUGH, true);
    }

    @Test
    @DisplayName("each step of the ladder: all flags, without passthrough, none; then the HRESULT of the last")
    void ladder() throws Exception {
        rig.windows.fail("CreatePseudoConsole", 1, ERROR_NO_SYSTEM_RESOURCES);
        try (PtySession session = rig.provider.spawn(passingThrough(rig))) {
            assertThat(session.provider()).isEqualTo("conpty");
            assertThat(rig.windows.consoleFlags()).containsExactly(0xE, 0x6);
        }
        SimulatedConPty second = new SimulatedConPty(directory);
        second.windows.fail("CreatePseudoConsole", 1, ERROR_NO_SYSTEM_RESOURCES);
        second.windows.fail("CreatePseudoConsole", 2, ERROR_NO_SYSTEM_RESOURCES);
        try (PtySession session = second.provider.spawn(passingThrough(second))) {
            assertThat(session.provider()).isEqualTo("conpty");
            assertThat(second.windows.consoleFlags()).containsExactly(0xE, 0x6, 0);
        }
        SimulatedConPty third = new SimulatedConPty(directory);
        for (int step = 1; step <= 3; step++) {
            third.windows.fail("CreatePseudoConsole", step, ERROR_NO_SYSTEM_RESOURCES);
        }
        assertThatThrownBy(() -> third.provider.spawn(passingThrough(third)))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("CreatePseudoConsole failed: ERROR_NO_SYSTEM_RESOURCES (0x800705AA)");
        assertThat(third.windows.open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {17763, 19045, 22631, 26100, 26200})
    @DisplayName("by default no flag asks for passthrough, and no Windows promises faithful output")
    void defaultFlags(int build) throws Exception {
        rig.windows.setBuild(build);
        assertThat(rig.provider.capabilities())
                .doesNotContain(PtyCapability.FAITHFUL_OUTPUT)
                .contains(PtyCapability.JOB_OBJECT, PtyCapability.PROCESS_TREE);
        try (PtySession session = rig.spawn()) {
            assertThat(session.provider()).isEqualTo("conpty");
            assertThat(rig.windows.consoleFlags()).containsExactly(0x6);
        }
    }

    @ParameterizedTest(name = "version {0}.{1}: faithful output {2}, flags with the option {3}")
    @CsvSource({"1,21,false,0xE", "1,22,true,0x6", "1,25,true,0x6", "2,0,true,0x6", "-1,-1,false,0xE"})
    @DisplayName("a configured conpty.dll promises faithful output from 1.22 on, where 0x8 no longer means passthrough")
    void configuredLibrary(int major, int minor, boolean faithful, String flags) throws Exception {
        Path library = PeFiles.conpty(directory.resolve("console"));
        rig.windows.addLibrary(library, major, minor);
        rig.properties.put("rmux.pty.conpty.library", library.toString());
        assertThat(rig.provider.availability().isAvailable()).isTrue();
        assertThat(rig.provider.capabilities().contains(PtyCapability.FAITHFUL_OUTPUT))
                .isEqualTo(faithful);
        try (PtySession session = rig.provider.spawn(passingThrough(rig))) {
            assertThat(session.provider()).isEqualTo("conpty");
            assertThat(rig.windows.consoleFlags()).containsExactly(Integer.decode(flags));
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName(
            "a conpty.dll is refused without OpenConsole.exe beside it, for another processor, and by a relative path")
    void refusedLibraries() throws Exception {
        Path library = PeFiles.conpty(directory.resolve("console"));
        rig.windows.addLibrary(library, 1, 22);
        Path host = library.resolveSibling("OpenConsole.exe");
        PeFiles.write(host, PeFiles.I386);
        assertThat(refusalOf(library)).contains("has a OpenConsole.exe for 32-bit x86 beside it");
        PeFiles.write(library, PeFiles.ARM64);
        assertThat(refusalOf(library)).contains("is for arm64, and this JVM is for x86-64");
        PeFiles.write(library, PeFiles.AMD64);
        Files.delete(host);
        assertThat(refusalOf(library))
                .contains("has no OpenConsole.exe beside it", "put conpty.dll and OpenConsole.exe");
        assertThat(refusalOf(Path.of("conpty.dll"))).contains("is not an absolute path");
        assertThat(rig.windows.calls("CreatePseudoConsole", "CreateNamedPipeW")).isEmpty();

        rig.environment.put("RMUX_PTY_CONPTY_LIBRARY", library.toString());
        assertThat(rig.provider.availability().isAvailable())
                .as("what was found out once stays")
                .isTrue();
        SimulatedConPty other = new SimulatedConPty(directory);
        other.environment.put("RMUX_PTY_CONPTY_LIBRARY", library.toString());
        assertThat(other.provider.availability().reason())
                .contains("the variable RMUX_PTY_CONPTY_LIBRARY", "has no OpenConsole.exe beside it");
    }

    private String refusalOf(Path library) {
        PtySpawnException refusal = catchThrowableOfType(
                PtySpawnException.class,
                () -> rig.provider.spawn(rig.command().withOption(ConPtyOptions.LIBRARY, library)));
        assertThat(refusal).isNotNull().hasMessageContaining(rig.program.toString());
        assertThat(refusal.stage()).isEqualTo(PtySpawnException.Stage.ALLOCATE);
        return String.valueOf(refusal.getMessage());
    }

    @Test
    @DisplayName("the host's own first ESC[c is answered by default, however late and split, with nothing else lost")
    void hostQuery() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("\033[1t\033["));
            assertThat(read(session, 4)).isEqualTo("\033[1t");
            rig.windows.print(ascii("c\033[?1004h\033[c"));
            assertThat(read(session, 11)).isEqualTo("\033[?1004h\033[c");
            assertThat(rig.windows.typed()).isEqualTo(ascii("\033[?1;2c"));
        }
        SimulatedConPty off = new SimulatedConPty(directory);
        try (PtySession session =
                off.provider.spawn(off.command().withOption(ConPtyOptions.ANSWER_DEVICE_ATTRIBUTES, false))) {
            off.windows.print(ascii("\033[c"));
            assertThat(read(session, 3)).isEqualTo("\033[c");
            assertThat(off.windows.typed()).isEmpty();
        }
    }

    @Test
    @DisplayName("a cursor that is inherited is asked for by the host, and answered with ESC[c, after however long")
    void inheritedCursor() throws Exception {
        rig.environment.put("RMUX_DSR_BOOTSTRAP_TIMEOUT_MS", "50");
        try (PtySession session = rig.provider.spawn(rig.command().withOption(ConPtyOptions.INHERIT_CURSOR, true))) {
            assertThat(rig.windows.consoleFlags()).containsExactly(0x7);
            assertThat(session.master().read(ByteBuffer.allocate(1), Duration.ofMillis(200)))
                    .isZero();
            rig.windows.print(ascii("\033[6n\033[cx"));
            assertThat(read(session, 1)).isEqualTo("x");
            assertThat(rig.windows.typed()).isEqualTo(ascii("\033[1;1R\033[?1;2c"));
        }
    }

    @Test
    @DisplayName("PowerShell's window begins before it starts, and not with the first output")
    void windowBeginsBeforeTheStart() throws Exception {
        SimulatedConPty powerShell = new SimulatedConPty(directory, "pwsh.exe");
        powerShell.environment.put("RMUX_DSR_BOOTSTRAP_TIMEOUT_MS", "50");
        powerShell.windows.doBefore("ResumeThread", () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60)));
        try (PtySession session = powerShell.spawn()) {
            powerShell.windows.print(ascii("\033[6n"));
            assertThat(read(session, 4)).isEqualTo("\033[6n");
            assertThat(powerShell.windows.typed()).isEmpty();
        }
    }

    @Test
    @DisplayName("IO-11: what the filter has passed or has still to look at is available")
    void available() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("a\033[cbcd"));
            assertThat(session.master().inputStream().available()).isEqualTo(4);
            assertThat(read(session, 1)).isEqualTo("a");
            assertThat(session.master().inputStream().available()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("LIFE-01: a resize that blocks holds up neither other resizes nor close(), and the latest size wins")
    void blockedResize() throws Exception {
        PtySession session = rig.spawn();
        rig.windows.setResizeBlocks(true);
        resizeElsewhere(session, 100).get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.windows.blockedResizes()).isEqualTo(1);
        session.master().resize(TerminalSize.of(101, 40));
        session.master().resize(TerminalSize.of(102, 40));
        assertThat(session.master().size()).isEqualTo(TerminalSize.of(102, 40));

        rig.windows.setResizeBlocks(false);
        session.master().resize(TerminalSize.of(103, 40));

        assertThat(rig.windows.sizes().get(0)).isEqualTo(40 << 16 | 100);
        assertThat(rig.windows.sizes()).endsWith(40 << 16 | 103).doesNotContain(40 << 16 | 101);

        rig.windows.setResizeBlocks(true);
        CompletableFuture<Void> resized = resizeElsewhere(session, 104);
        while (rig.windows.blockedResizes() == 0) {
            Thread.onSpinWait();
        }
        closeElsewhere(session).get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        resized.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.windows.calls("CancelSynchronousIo")).isNotEmpty();
        assertThat(rig.windows.open()).isEmpty();
    }

    private static CompletableFuture<Void> resizeElsewhere(PtySession session, int columns) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        session.master().resize(TerminalSize.of(columns, 40));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                ELSEWHERE);
    }

    @Test
    @DisplayName("SIZE-05: from the exit on the host is asked for no size any more, which it might refuse in any words")
    void resizeAfterExit() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.failAlways("ResizePseudoConsole", ERROR_NO_SYSTEM_RESOURCES);
            rig.windows.exit(rig.lastProcess(), 0);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).isPresent();
            session.master().resize(TerminalSize.of(90, 30));
            assertThat(session.master().size()).isEqualTo(TerminalSize.of(90, 30));
        }
    }

    @Test
    @DisplayName("LIFE-08: a resize whose thread is refused fails alone; the next one works")
    void resizeWithoutThread() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.faults.fail(CallPattern.named(FaultInjector.THREAD_START).number(1), Failure.outOfThreads());
            assertThatThrownBy(() -> session.master().resize(TerminalSize.of(100, 40)))
                    .hasMessageContaining("no thread to resize the console with");
            session.master().resize(TerminalSize.of(101, 40));
            assertThat(rig.windows.sizes()).containsExactly(40 << 16 | 101);
        }
    }

    @Test
    @DisplayName("LIFE-08: a refused thread at the start fails that spawn, leaves nothing, and the next one works")
    void spawnWithoutThread() throws Exception {
        rig.faults.fail(CallPattern.named(FaultInjector.THREAD_START).number(1), Failure.outOfThreads());
        assertThatThrownBy(rig::spawn).isInstanceOf(OutOfMemoryError.class);
        assertThat(rig.windows.open()).isEmpty();
        assertThat(rig.windows.processes()).noneMatch(process -> process.isRunning());
        try (PtySession session = rig.spawn()) {
            rig.windows.exit(rig.lastProcess(), 3);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(3));
        }
    }

    @Test
    @DisplayName("LIFE-08: threads refused from the exit on lose neither the status nor the output, nor the end of it")
    void exitWithoutThreads() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("all of it"));
            FaultInjector refusing = rig.faults.fail(
                    CallPattern.named(FaultInjector.THREAD_START).first(5), Failure.outOfThreads());
            rig.windows.exit(rig.lastProcess(), 3);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(3));
            assertThat(session.master().inputStream().readAllBytes()).isEqualTo(ascii("all of it"));
            assertThat(refusing).isSameAs(rig.faults);
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("a console whose host ends only when its output has been drained is closed by draining it")
    void closeDrains() throws Exception {
        rig.windows.setHostNeedsDrain(true);
        PtySession session = rig.spawn();
        rig.windows.print(new byte[3 * PIPE_CAPACITY]);
        closeElsewhere(session).get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("SIG-05: after close() no keys are typed by a number that may be another's")
    void recordsAfterClose() throws Exception {
        PtySession session = rig.spawn();
        ConsoleInput input = session.consoleInput();
        session.close();
        assertThatThrownBy(() -> input.send(new ConsoleInput.Key(true, 0x26, 0x48, 'x', 0, 1)))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("has been closed");
        assertThat(rig.records).isEmpty();
    }

    @Test
    @DisplayName(
            "IO-04: output that is kept open ends with the last program where consoles can be released, and else by the job")
    void keptOutput() throws Exception {
        for (boolean released : new boolean[] {true, false}) {
            SimulatedConPty on = new SimulatedConPty(directory);
            if (released) {
                on.windows.allowRelease();
            }
            try (PtySession session = on.provider.spawn(on.command().withKeepOutputOpen(true))) {
                SimulatedProcess leader = on.lastProcess();
                SimulatedProcess background = on.windows.startChild(leader);
                on.windows.exit(leader, 0);
                assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(0));
                on.windows.print(ascii("still here"));
                assertThat(read(session, 10)).isEqualTo("still here");
                on.windows.exit(background, 0);
                assertThat(session.master().read(ByteBuffer.allocate(1), SimulatedConPty.LIMIT))
                        .isEqualTo(-1);
                assertThat(on.windows.calls("ReleasePseudoConsole")).hasSize(released ? 1 : 0);
            }
        }
    }

    @Test
    @DisplayName("a release that fails costs nothing: output that is kept open ends with the job")
    void releaseFails() throws Exception {
        rig.windows.allowRelease();
        rig.windows.fail("ReleasePseudoConsole", 1, ERROR_NO_SYSTEM_RESOURCES);
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            rig.windows.exit(rig.lastProcess(), 4);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(4));
            assertThat(session.master().read(ByteBuffer.allocate(1), SimulatedConPty.LIMIT))
                    .isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("programs in the background are hung up when a released console's leader has exited and it is quiet")
    void background() throws Exception {
        rig.windows.allowRelease();
        try (PtySession session = rig.spawn()) {
            SimulatedProcess leader = rig.lastProcess();
            SimulatedProcess background = rig.windows.startChild(leader);
            rig.windows.print(ascii("last words"));
            rig.windows.exit(leader, 0);
            assertThat(session.master().inputStream().readAllBytes()).isEqualTo(ascii("last words"));
            assertThat(background.hasExited()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnregisterWaitEx", "CloseHandle"})
    @DisplayName(
            "EXIT-01: a status that was collected is reported although its watch cannot be ended, which close() tells")
    void statusIsKept(String failing) throws Exception {
        PtySession session = rig.spawn();
        rig.windows.fail(failing, 1, ERROR_NO_SYSTEM_RESOURCES);
        rig.windows.exit(rig.lastProcess(), 5);
        assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(5));
        assertThatThrownBy(session::close).hasMessageContaining(failing + " failed");
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("PowerShell's cursor query is answered; that of other programs is not")
    void powerShellQuery() throws Exception {
        SimulatedConPty powerShell = new SimulatedConPty(directory, "PowerShell.exe");
        powerShell.environment.put("RMUX_DSR_BOOTSTRAP_TIMEOUT_MS", "2000");
        try (PtySession session = powerShell.spawn()) {
            powerShell.windows.print(ascii("a\033[6"));
            assertThat(read(session, 1)).isEqualTo("a");
            powerShell.windows.print(ascii("nb"));
            assertThat(read(session, 1)).isEqualTo("b");
            assertThat(powerShell.windows.typed()).isEqualTo(ascii("\033[1;1R"));
        }
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("\033[6n"));
            assertThat(read(session, 4)).isEqualTo("\033[6n");
            assertThat(rig.windows.typed()).isEmpty();
        }
    }

    @Test
    @DisplayName("a half query at the end of PowerShell's output comes out by itself when the window has passed")
    void heldBytesComeOut() throws Exception {
        SimulatedConPty powerShell = new SimulatedConPty(directory, "pwsh.exe");
        powerShell.environment.put("RMUX_DSR_BOOTSTRAP_TIMEOUT_MS", "50");
        try (PtySession session = powerShell.spawn()) {
            powerShell.windows.print(ascii("\033[6"));
            assertThat(read(session, 3)).isEqualTo("\033[6");
        }
    }

    @Test
    @DisplayName(
            "EXIT-01: 259 is a code; the output ends after the exit, all of it, though the console waits for the reader")
    void exitAndEnd() throws Exception {
        rig.windows.setCloseWaitsForReader(true);
        try (PtySession session = rig.spawn()) {
            byte[] much = new byte[100_000];
            rig.windows.print(much);
            rig.windows.exit(rig.lastProcess(), 259);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(259));
            assertThat(session.master().inputStream().readAllBytes()).hasSize(much.length);
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName(
            "IO-03: what the console draws only after the exit, while it is being closed, is delivered before the end")
    void lateOutput() throws Exception {
        rig.windows.setCloseWaitsForReader(true);
        rig.windows.setLastOutput(ascii("drawn late"));
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("drawn early, "));
            rig.windows.exit(rig.lastProcess(), 0);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(0));

            assertThat(session.master().inputStream().readAllBytes()).isEqualTo(ascii("drawn early, drawn late"));

            assertThat(session.master().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(rig.windows.calls("ClosePseudoConsole")).hasSize(1);
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @ParameterizedTest(name = "released consoles: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("IO-03: a console without an orderly end is given time to draw after the exit, before it is closed")
    void timeToDraw(boolean released) throws Exception {
        if (released) {
            rig.windows.allowRelease();
        }
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("last"));
            long exit = System.nanoTime();
            rig.windows.exit(rig.lastProcess(), 0);

            assertThat(session.master().inputStream().readAllBytes()).isEqualTo(ascii("last"));

            Duration took = Duration.ofNanos(System.nanoTime() - exit);
            assertThat(took).isGreaterThanOrEqualTo(released ? Duration.ZERO : Duration.ofMillis(50));
        }
    }

    @Test
    @DisplayName(
            "LIFE-02: by close() the job ends first, then our output end goes, and only then the console is waited for")
    void closeOrder() throws Exception {
        rig.windows.setCloseWaitsForReader(true);
        PtySession session = rig.spawn();
        rig.windows.print(new byte[3 * PIPE_CAPACITY]);

        CompletableFuture<Void> closed = closeElsewhere(session);

        // With a full pipe that nobody reads, ClosePseudoConsole returns only when our end has gone.
        closed.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.windows.calls("TerminateJobObject", "ClosePseudoConsole"))
                .as("the job ends the program, and the console is closed once")
                .containsOnlyOnce("ClosePseudoConsole");
        assertThat(rig.lastProcess().hasExited()).isTrue();
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-01: close() while another thread reads, and the console waits for that reader, ends both")
    void closeAgainstReader() throws Exception {
        rig.windows.setCloseWaitsForReader(true);
        PtySession session = rig.spawn();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(
                () -> {
                    try {
                        ByteBuffer one = ByteBuffer.allocate(1);
                        while (session.master().read(one.clear()) >= 0) {
                            // slowly, a byte at a time
                        }
                    } catch (java.nio.channels.ClosedChannelException expected) {
                        return;
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                ELSEWHERE);
        rig.windows.print(new byte[PIPE_CAPACITY]);

        CompletableFuture<Void> closed = closeElsewhere(session);

        closed.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        reader.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.windows.open()).isEmpty();
    }

    private static CompletableFuture<Void> closeElsewhere(PtySession session) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        session.close();
                    } catch (PtyException e) {
                        throw new java.util.concurrent.CompletionException(e);
                    }
                },
                ELSEWHERE);
    }

    @Test
    @DisplayName(
            "a writer against a full pipe is notified of the exit, even while the console that is being closed holds the pipe")
    void writerIsToldOfExit() throws Exception {
        rig.windows.setHostReadsInput(false);
        rig.windows.setCloseWaitsForReader(true);
        try (PtySession session = rig.spawn()) {
            rig.windows.print(ascii("unread"));
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return session.master().write(ByteBuffer.allocate(2 * PIPE_CAPACITY));
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    ELSEWHERE);
            assertThatThrownBy(() -> written.get(100, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);

            rig.windows.exit(rig.lastProcess(), 0);

            assertThatThrownBy(() -> written.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("nothing reads this terminal's input any more");
            assertThat(read(session, 6)).isEqualTo("unread");
        }
    }

    @Test
    @DisplayName("IO-05: progress restarts the limit of a write")
    void progressRestartsLimit() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.setHostReadsInput(false);
            ByteBuffer much = ByteBuffer.allocate(4 * PIPE_CAPACITY);
            Duration limit = Duration.ofSeconds(2);
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return session.master().write(much, limit);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    ELSEWHERE);
            // Each round lets one pipe through after most of a limit; the rounds together take longer than one limit.
            long began = System.nanoTime();
            for (int round = 1; round <= 3; round++) {
                assertThatThrownBy(() -> written.get(limit.toMillis() * 3 / 5, TimeUnit.MILLISECONDS))
                        .isInstanceOf(java.util.concurrent.TimeoutException.class);
                rig.windows.readInputOnce();
            }
            rig.windows.setHostReadsInput(true);
            assertThat(written.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(4 * PIPE_CAPACITY);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(limit);
        }
    }

    @Test
    @DisplayName("closing with output left unread does not hang: our end of the pipe goes before the console is closed")
    void closeUnread() throws Exception {
        rig.windows.setCloseWaitsForReader(true);
        PtySession session = rig.spawn();
        rig.windows.print(new byte[100_000]);
        CompletableFuture<Void> closed = closeElsewhere(session);
        closed.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("a wait that fails says nothing about the program: it is looked at again, and its status is not lost")
    void waitFails() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.fail("WaitForSingleObject", 1, ERROR_INVALID_HANDLE);
            rig.windows.exit(rig.lastProcess(), 7);
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(7));
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("IO-05: a writer against a full pipe times out with the exact count, and the channel works again")
    void stalledWrite() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.setHostReadsInput(false);
            ByteBuffer tooMuch = ByteBuffer.allocate(PIPE_CAPACITY + 10_000);
            PtyTimeoutException stalled = catchThrowableOfType(
                    PtyTimeoutException.class, () -> session.master().write(tooMuch, Duration.ofMillis(20)));
            assertThat(stalled.bytesTransferred()).isEqualTo(PIPE_CAPACITY);
            assertThat(tooMuch.remaining()).isEqualTo(10_000);

            rig.windows.setHostReadsInput(true);
            assertThat(session.master().write(tooMuch)).isEqualTo(10_000);
            assertThat(rig.windows.typed()).hasSize(PIPE_CAPACITY + 10_000);
        }
    }

    @ParameterizedTest(name = "HRESULT of Win32 error {0}")
    @ValueSource(ints = {6, 109, 232, 87})
    @DisplayName(
            "SIZE-05: resizing after the exit is not an error; before it, the HRESULT is reported and the size kept")
    void resize(int error) throws Exception {
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            session.master().resize(TerminalSize.of(100, 40));
            rig.windows.fail("ResizePseudoConsole", 1, error);
            assertThatThrownBy(() -> session.master().resize(TerminalSize.of(90, 30)))
                    .hasMessageContaining("ResizePseudoConsole failed")
                    .hasMessageContaining("0x8007");
            assertThat(session.master().size()).isEqualTo(TerminalSize.of(100, 40));

            SimulatedProcess program = rig.lastProcess();
            rig.windows.startChild(program); // which keeps the console in use
            rig.windows.exit(program, 0);
            session.child().waitFor(SimulatedConPty.LIMIT);
            rig.windows.fail("ResizePseudoConsole", 1, error);
            session.master().resize(TerminalSize.of(90, 30));
            assertThat(rig.windows.faults().failed()).hasSize(2);
            assertThat(session.master().size()).isEqualTo(TerminalSize.of(90, 30));
        }
    }

    @Test
    @DisplayName("INTERRUPT is a console event by the helper, and ^C in the input where that fails")
    void interrupt() throws Exception {
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().signal(PtySignal.INTERRUPT)).isTrue();
            assertThat(rig.interrupted).containsExactly(rig.lastProcess().pid);
            assertThat(rig.windows.typed()).isEmpty();

            rig.helperWorks = false;
            assertThat(session.child().signal(PtySignal.INTERRUPT)).isTrue();
            assertThat(rig.windows.typed()).isEqualTo(new byte[] {3});
        }
    }

    @Test
    @DisplayName(
            "EXIT-04: while the interrupt of one program is under way, which exits of it, the exit of another is reported")
    void exitDuringInterrupt() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> released = new CompletableFuture<>();
        rig.whileInterrupting = () -> {
            begun.complete(null);
            released.join();
        };
        try (PtySession one = rig.spawn()) {
            SimulatedProcess first = rig.lastProcess();
            try (PtySession other = rig.spawn()) {
                CompletableFuture<Void> interrupted = CompletableFuture.runAsync(
                        () -> {
                            try {
                                one.child().signal(PtySignal.INTERRUPT);
                            } catch (PtyException e) {
                                throw new java.util.concurrent.CompletionException(e);
                            }
                        },
                        ELSEWHERE);
                begun.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
                rig.windows.exit(first, 1);
                rig.windows.exit(rig.lastProcess(), 2);

                assertThat(other.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(2));
                assertThat(interrupted).isNotDone();

                released.complete(null);
                interrupted.get(SimulatedConPty.LIMIT.toSeconds(), TimeUnit.SECONDS);
                assertThat(one.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(1));
            } finally {
                released.complete(null);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERMINATE", "KILL", "HANGUP"})
    @DisplayName("SIG-03: the job is ended with code 1, and CONTINUE does nothing")
    void terminate(PtySignal signal) throws Exception {
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().signal(PtySignal.CONTINUE)).isTrue();
            assertThat(rig.lastProcess().isRunning()).isTrue();

            assertThat(session.child().signal(signal)).isTrue();
            assertThat(session.child().waitFor(SimulatedConPty.LIMIT)).contains(new ExitStatus.Exited(1));
            assertThat(rig.windows.calls("TerminateJobObject", "TerminateProcess"))
                    .containsExactly("TerminateJobObject");
            assertThat(session.child().signal(signal)).isFalse();
        }
    }

    @Test
    @DisplayName("key and mouse records have the layout of INPUT_RECORD")
    void records() throws Exception {
        try (PtySession session = rig.spawn()) {
            session.consoleInput().send(new ConsoleInput.Key(true, 0x26, 0x48, '\u00e9', 0x108, 2));
            session.consoleInput().send(new ConsoleInput.Mouse(5, 7, 1, 0x10, 2));
        }
        assertThat(rig.records).hasSize(2);
        assertThat(rig.records.get(0))
                .containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0x26, 0, 0x48, 0, 0xE9, 0, 8, 1, 0, 0);
        assertThat(rig.records.get(1)).containsExactly(2, 0, 0, 0, 5, 0, 7, 0, 1, 0, 0, 0, 0x10, 0, 0, 0, 2, 0, 0, 0);
    }

    @Test
    @DisplayName("the console is released where Windows can do that, and an explicit library is never searched for")
    void releaseAndLibrary() throws Exception {
        rig.windows.allowRelease();
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.calls("CreateProcessW", "ReleasePseudoConsole", "ResumeThread"))
                    .as("once the program has its reference, and before anybody could wait for the end")
                    .containsExactly("CreateProcessW", "ReleasePseudoConsole", "ResumeThread");
        }
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.calls("CreateIoCompletionPort"))
                    .as("the host ends the output by itself: the job need not tell")
                    .isEmpty();
        }
        assertThatThrownBy(() -> rig.provider.spawn(
                        rig.command().withOption(ConPtyOptions.LIBRARY, directory.resolve("conpty.dll"))))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining(directory.resolve("conpty.dll").toString());
        assertThat(rig.windows.open()).isEmpty();
    }
}
