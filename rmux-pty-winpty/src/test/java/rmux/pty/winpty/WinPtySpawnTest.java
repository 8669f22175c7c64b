// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.TerminalDevice;
import rmux.pty.windows.simulated.SimulatedProcess;
import rmux.pty.winpty.options.WinPtyOptions;
import rmux.pty.winpty.spawn.WinPtySpawner;

/** What winpty is asked for, and what becomes of its failures. */
class WinPtySpawnTest {

    private static final int ERROR_ACCESS_DENIED = 5;
    private static final int ERROR_BAD_EXE_FORMAT = 193;
    private static final int BREAKAWAY_OK = 0x800;
    private static final int KILL_ON_JOB_CLOSE = 0x2000;

    /** The port of watched jobs, one for all sessions. */
    private static final String KEPT = "port";

    @TempDir
    private Path directory;

    private SimulatedWinPtyRig rig;

    @BeforeEach
    void prepare() throws Exception {
        rig = new SimulatedWinPtyRig(directory);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(rig.open()).isSubsetOf(KEPT);
        assertThat(rig.windows.liveBlocks()).isLessThanOrEqualTo(1);
        assertThat(awaitWatchers(List::isEmpty)).isEmpty();
    }

    private PtySpawnException failure(PtyCommand command) {
        return catchThrowableOfType(PtySpawnException.class, () -> rig.provider.spawn(command));
    }

    private static PtyCommand with(PtyCommand command, boolean plain, boolean colors) {
        return command.withOption(WinPtyOptions.PLAIN_OUTPUT, plain).withOption(WinPtyOptions.COLOR_ESCAPES, colors);
    }

    @ParameterizedTest
    @CsvSource({"false,false,0,1", "false,true,4,1", "true,false,2,0", "true,true,6,0"})
    @DisplayName("size, flags, mouse mode and time limit are set before the agent starts")
    void config(boolean plain, boolean colors, long flags, int mouse) throws Exception {
        rig.provider
                .spawn(with(rig.command().withSize(TerminalSize.of(93, 31)), plain, colors))
                .close();

        assertThat(rig.winpty.settings())
                .containsExactly("flags " + flags, "initial 93x31", "mouse " + mouse, "timeout 30000");
    }

    @Test
    @DisplayName("the agent gets our own application name, command line, directory and environment block")
    void texts() throws Exception {
        PtyCommand command = PtyCommand.of(rig.program.toString(), "a b", "c")
                .withArgv0("other")
                .withDirectory(directory)
                .withEmptyEnvironment()
                .withEnvironment(Map.of("B", "2", "a", "1"))
                .withHangupGrace(Duration.ofMillis(50));
        rig.provider.spawn(command).close();

        SimulatedProcess program = rig.lastProcess();
        assertThat(program.texts.subList(0, 3))
                .containsExactly(rig.program.toString(), "other \"a b\" c", directory.toString());
        assertThat(program.texts.get(3)).startsWith("a=1");
    }

    @Test
    @DisplayName(
            "the agent is in the job before it is told to start anything, and the job ends all with its last handle")
    void guarded() throws Exception {
        PtySession session = rig.spawn();

        assertThat(rig.windows.calls("SetInformationJobObject", "AssignProcessToJobObject", "winpty_spawn"))
                .containsExactly("SetInformationJobObject", "AssignProcessToJobObject", "winpty_spawn");
        assertThat(rig.windows.jobLimits(rig.lastProcess())).isEqualTo(KILL_ON_JOB_CLOSE);
        session.close();
        assertThat(rig.windows.processes()).allMatch(SimulatedProcess::hasExited);

        try (PtySession allowed = rig.provider.spawn(rig.command().withOption(PtyOptions.ALLOW_BREAKAWAY, true))) {
            assertThat(allowed.child().pid().getAsLong()).isPositive();
            assertThat(rig.windows.jobLimits(rig.lastProcess())).isEqualTo(KILL_ON_JOB_CLOSE | BREAKAWAY_OK);
        }
    }

    @Test
    @DisplayName(
            "the output is connected to after the program was started: then the agent cannot have ended before that")
    void outputAfterSpawn() throws Exception {
        rig.spawn().close();

        assertThat(rig.windows.calls("winpty_spawn", "winpty_conout_name"))
                .containsExactly("winpty_spawn", "winpty_conout_name");
    }

    @Test
    @DisplayName("without a job nothing is started, and the agent ends")
    void noJob() {
        rig.windows.fail("AssignProcessToJobObject", 1, ERROR_ACCESS_DENIED);

        PtySpawnException failure = failure(rig.command());

        assertThat(failure.stage()).isEqualTo(Stage.JOB);
        assertThat(failure)
                .hasMessageContaining("without Job Object cleanup")
                .hasMessageContaining("ERROR_ACCESS_DENIED");
        assertThat(rig.windows.calls()).doesNotContain("winpty_spawn");
    }

    @Test
    @DisplayName("an agent whose program cannot be started is told to end before its job ends it")
    void orderOfTheEnd() {
        rig.windows.fail("winpty_spawn", 1, 3);

        assertThat(failure(rig.command()).operation()).isEqualTo("winpty_spawn");
        assertThat(rig.winpty.freesInOrder()).containsExactly(true);
    }

    @Test
    @DisplayName("a program that is not in the agent's job is ended and refused")
    void outsideTheJob() {
        rig.winpty.leaveJob();

        PtySpawnException failure = failure(rig.command());

        assertThat(failure.stage()).isEqualTo(Stage.JOB);
        assertThat(failure).hasMessageContaining("is not in the Job Object of the agent");
        assertThat(rig.windows.calls()).contains("TerminateProcess");
    }

    @ParameterizedTest
    @CsvSource({
        "winpty_config_new,1,WINPTY_ERROR_OUT_OF_MEMORY,allocate",
        "winpty_open,4,WINPTY_ERROR_AGENT_EXE_MISSING,allocate",
        "winpty_open,6,WINPTY_ERROR_AGENT_DIED,allocate",
        "winpty_open,7,WINPTY_ERROR_AGENT_TIMEOUT,allocate",
        "winpty_open,8,WINPTY_ERROR_AGENT_CREATION_FAILED,allocate",
        "winpty_spawn_config_new,5,WINPTY_ERROR_UNSPECIFIED,create-process",
        "winpty_spawn,3,WINPTY_ERROR_LOST_CONNECTION,create-process",
        "winpty_open,99,?,allocate"
    })
    @DisplayName("an error of winpty is reported with its code, symbol and message, and the step it failed")
    void errors(String function, int code, String symbol, Stage stage) {
        rig.windows.fail(function, 1, code);

        PtySpawnException failure = failure(rig.command());

        assertThat(failure.operation()).isEqualTo(function);
        assertThat(failure.stage()).isEqualTo(stage);
        assertThat(failure.nativeError())
                .contains(new NativeError(NativeError.Kind.WINPTY, code, symbol, function + " cannot"));
    }

    @Test
    @DisplayName("a failure without an error object is unspecified")
    void noErrorObject() {
        rig.winpty.giveNoErrors();
        rig.windows.fail("winpty_open", 1, 6);

        assertThat(failure(rig.command()).nativeError().orElseThrow().symbol()).isEqualTo("WINPTY_ERROR_UNSPECIFIED");
    }

    @Test
    @DisplayName("SPAWN-07: what the agent's CreateProcessW said is reported by the number and symbol of Windows")
    void createProcessFails() {
        rig.winpty.failCreateProcess(ERROR_BAD_EXE_FORMAT);

        PtySpawnException failure = failure(rig.command());

        assertThat(failure.stage()).isEqualTo(Stage.CREATE_PROCESS);
        assertThat(failure)
                .hasMessageContaining(rig.program + " is not a program for this system")
                .hasMessageContaining("WINPTY_ERROR_SPAWN_CREATE_PROCESS_FAILED");
        assertThat(failure.nativeError().orElseThrow().symbol()).isEqualTo("ERROR_BAD_EXE_FORMAT");
    }

    @Test
    @DisplayName("SPAWN-07: a missing program is reported before any agent is started")
    void missingProgram() throws Exception {
        Files.delete(rig.program);

        assertThat(failure(rig.command()).stage()).isEqualTo(Stage.RESOLVE_PROGRAM);
        assertThat(rig.windows.calls()).isEmpty();
    }

    @Test
    @DisplayName(
            "SIZE-02, SIZE-05: the agent is notified of each size; its failure counts while the program runs, not afterwards")
    void resize() throws Exception {
        try (PtySession session = rig.spawn()) {
            session.master().resize(TerminalSize.of(100, 40));
            assertThat(rig.winpty.settings()).last().isEqualTo("size 100x40");

            rig.windows.fail("winpty_set_size", 1, 7);
            assertThatThrownBy(() -> session.master().resize(TerminalSize.of(10, 4)))
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("winpty_set_size")
                    .hasMessageContaining("WINPTY_ERROR_AGENT_TIMEOUT (7)");
            assertThat(session.master().size()).isEqualTo(TerminalSize.of(100, 40));

            rig.windows.exit(rig.lastProcess(), 0);
            session.child().waitFor();
            session.master().resize(TerminalSize.of(20, 5));
        }
    }

    @Test
    @DisplayName(
            "IO-04, EXIT-01: after the program's exit the output that is left comes, then the end, then the 32-bit code")
    void end() throws Exception {
        try (PtySession session = rig.spawn()) {
            rig.windows.print("last words".getBytes(StandardCharsets.US_ASCII));
            rig.windows.exit(rig.lastProcess(), 0xC0000005);

            assertThat(new String(session.master().inputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("last words");
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0xC0000005));
        }
    }

    @Test
    @DisplayName("IO-04: output that is kept open ends when nobody but the agent is on the console any more")
    void keepOutputOpen() throws Exception {
        int stranger = 4711;
        rig.winpty.addToConsole(stranger);
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            SimulatedProcess program = rig.lastProcess();
            SimulatedProcess one = startDescendant(program);
            SimulatedProcess other = startDescendant(program);
            rig.windows.exit(program, 0);
            rig.windows.exit(one, 0);
            session.child().waitFor();
            assertThat(session.master().read(ByteBuffer.allocate(10), Duration.ofMillis(500)))
                    .isZero();
            assertThat(awaitWatchers(threads -> true)).hasSize(1);

            rig.winpty.removeFromConsole(stranger);
            rig.windows.exit(other, 0);

            assertThat(session.master().read(ByteBuffer.allocate(10), SimulatedWinPtyRig.LIMIT))
                    .isNegative();
            // The agent has been told to go, and is not asked for anything any more.
            session.master().resize(TerminalSize.of(20, 5));
        }
    }

    @Test
    @DisplayName(
            "IO-04: kept output waits for a process that was started as the leader exited, and is not on the console yet")
    void arrivingProcess() throws Exception {
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            SimulatedProcess late = startDescendant(rig.lastProcess());
            rig.winpty.addToConsoleAtQuestion(5, late.pid);
            rig.windows.exit(rig.windows.processes().get(1), 0);
            session.child().waitFor();
            assertThat(session.master().read(ByteBuffer.allocate(10), Duration.ofSeconds(2)))
                    .isZero();

            rig.winpty.removeFromConsole(late.pid);
            rig.windows.exit(late, 0);

            assertThat(session.master().read(ByteBuffer.allocate(10), SimulatedWinPtyRig.LIMIT))
                    .isNegative();
        }
    }

    @Test
    @DisplayName(
            "IO-04: kept output ends with the last on the console, even if that is not in the job, which tells nothing")
    void stranger() throws Exception {
        int stranger = 4711;
        rig.winpty.addToConsole(stranger);
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            rig.windows.exit(rig.lastProcess(), 0);
            session.child().waitFor();
            assertThat(session.master().read(ByteBuffer.allocate(10), Duration.ofSeconds(2)))
                    .isZero();

            rig.winpty.removeFromConsole(stranger);

            assertThat(session.master().read(ByteBuffer.allocate(10), SimulatedWinPtyRig.LIMIT))
                    .isNegative();
        }
    }

    @Test
    @DisplayName("IO-04: kept output does not wait for a process of the job that never comes on the console")
    void windowProgram() throws Exception {
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            SimulatedProcess program = rig.lastProcess();
            SimulatedProcess window = startDescendant(program);
            rig.windows.exit(program, 0);

            assertThat(session.master().read(ByteBuffer.allocate(10), SimulatedWinPtyRig.LIMIT))
                    .isNegative();
            assertThat(window.hasExited()).isFalse();
        }
    }

    private SimulatedProcess startDescendant(SimulatedProcess parent) {
        return rig.windows.startChild(parent);
    }

    @Test
    @DisplayName(
            "winpty 0.4.3, which cannot list processes, does all but keep output open, and says so before anything is started")
    void lastRelease() throws Exception {
        rig.winpty.lackProcessList();
        rig.spawn().close();
        int before = rig.windows.calls().size();

        PtySpawnException failure = failure(rig.command().withKeepOutputOpen(true));

        assertThat(failure.stage()).isEqualTo(Stage.ALLOCATE);
        assertThat(failure)
                .hasMessageContaining("cannot keep the output of " + rig.program + " open")
                .hasMessageContaining("winpty_get_console_process_list");
        assertThat(rig.windows.calls()).hasSize(before);
    }

    @Test
    @DisplayName(
            "LIFE-07: a program that has ended before its output, to be kept open, could be obtained leaves no thread that waits")
    void noThreadIsLeft() throws Exception {
        rig.windows.doBefore("winpty_conout_name", () -> {
            rig.windows.exit(rig.lastProcess(), 0);
            awaitWatchers(threads -> !threads.isEmpty());
        });
        rig.windows.fail("winpty_conout_name", 1, ERROR_ACCESS_DENIED);

        assertThat(failure(rig.command().withKeepOutputOpen(true)).getMessage()).contains("winpty_conout_name");
    }

    /** The threads that end kept output, once they are as wanted, or the limit has passed. Gives up the simulation's lock. */
    @SuppressWarnings("WaitNotInLoop")
    private List<Thread> awaitWatchers(Predicate<List<Thread>> wanted) {
        long end = System.nanoTime() + SimulatedWinPtyRig.LIMIT.toNanos();
        while (true) {
            List<Thread> watchers = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("rmux-pty-winpty-output"))
                    .toList();
            if (wanted.test(watchers) || System.nanoTime() > end) {
                return watchers;
            }
            synchronized (rig.windows) {
                try {
                    rig.windows.wait(10);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    @Test
    @DisplayName(
            "IO-04: what the agent has not looked at yet when the last program exits comes before the end of kept output")
    void lateOutput() throws Exception {
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            rig.winpty.printAtQuestion(3, SimulatedWinPty.ascii("seen late"));
            rig.windows.exit(rig.lastProcess(), 0);

            assertThat(new String(session.master().inputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("seen late");
        }
    }

    @Test
    @DisplayName(
            "LIFE-03: what watches the job for a session with kept output does not hold it any more once it was closed")
    void nothingHolds() throws Exception {
        // The thread that reads the messages of jobs lives on, and holds the spawner's list of them.
        WeakReference<TerminalDevice> closed = closedDevice(new WinPtySpawner(rig.windows, rig.helper, Thread::new));

        long end = System.nanoTime() + SimulatedWinPtyRig.LIMIT.toNanos();
        while (closed.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(closed.get()).isNull();
    }

    private WeakReference<TerminalDevice> closedDevice(WinPtySpawner spawner) throws Exception {
        LocalCommand command =
                LocalCommand.of(new SpawnRequest(rig.command().withKeepOutputOpen(true)), Map.of(), true);
        SessionParts parts = spawner.spawn(command, rig.winpty);
        parts.device().close();
        parts.child().close();
        return new WeakReference<>(parts.device());
    }

    @Test
    @DisplayName("IO-04: output that is kept open also ends with an agent that cannot be asked any more")
    void agentCannotBeAsked() throws Exception {
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            rig.windows.fail("winpty_get_console_process_list", 1, 3);
            rig.windows.exit(rig.lastProcess(), 0);

            assertThat(session.master().read(ByteBuffer.allocate(10), SimulatedWinPtyRig.LIMIT))
                    .isNegative();
        }
    }

    @Test
    @DisplayName("a long list of processes is asked for again with room enough")
    void manyProcesses() throws Exception {
        for (int pid = 1; pid <= 100; pid++) {
            rig.winpty.addToConsole(pid);
        }
        try (PtySession session = rig.provider.spawn(rig.command().withKeepOutputOpen(true))) {
            rig.windows.exit(rig.lastProcess(), 0);
            session.child().waitFor();
            assertThat(session.master().read(ByteBuffer.allocate(10), Duration.ofMillis(300)))
                    .isZero();
            // Two for each look, of which there is one in 50 ms: with too little room, and with enough.
            assertThat(rig.windows.calls("winpty_get_console_process_list")).hasSizeBetween(2, 100);
        }
    }

    @Test
    @DisplayName("SIG-03: TERMINATE ends the whole job, the agent too, and the output ends")
    void terminate() throws Exception {
        try (PtySession session = rig.spawn()) {
            session.child().signal(PtySignal.TERMINATE);

            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(1));
            assertThat(session.master().read(ByteBuffer.allocate(10), SimulatedWinPtyRig.LIMIT))
                    .isNegative();
        }
    }

    @Test
    @DisplayName("INTERRUPT is a console event, and ^C where that is not available")
    void interrupt() throws Exception {
        try (PtySession session = rig.spawn()) {
            session.child().signal(PtySignal.INTERRUPT);
            assertThat(rig.interrupted).containsExactly(rig.lastProcess().pid);

            rig.helperWorks = false;
            session.child().signal(PtySignal.INTERRUPT);
            assertThat(rig.windows.typed()).containsExactly(3);
        }
    }
}
