// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.conpty.options.ConPtyOptions;
import rmux.pty.windows.simulated.EachFailureIsPlaced;
import rmux.pty.windows.simulated.SimulatedWin32;

/** A program never runs outside its job: each branch by which a start may fail, and what is left behind, which is nothing. */
class GuardedStartTest {

    private static final int ERROR_ACCESS_DENIED = 5;
    private static final int ERROR_INVALID_PARAMETER = 87;
    private static final int ERROR_NO_SYSTEM_RESOURCES = SimulatedWin32.ERROR_NO_SYSTEM_RESOURCES;
    private static final int CREATE_BREAKAWAY_FROM_JOB = 0x0100_0000;
    private static final int PASSTHROUGH = 0x8;
    private static final String[] STEPS = {
        "CreatePseudoConsole",
        "ClosePseudoConsole",
        "CreateJobObjectW",
        "SetInformationJobObject",
        "CreateProcessW",
        "AssignProcessToJobObject",
        "TerminateProcess",
        "ResumeThread",
        "DeleteProcThreadAttributeList"
    };

    @TempDir
    private Path directory;

    private SimulatedConPty rig;

    @BeforeEach
    void prepare() throws Exception {
        rig = new SimulatedConPty(directory);
    }

    /** With the flag for passthrough. */
    private PtySession spawnPassingThrough() throws PtyException {
        return rig.provider.spawn(rig.command().withOption(ConPtyOptions.PASSTHROUGH, true));
    }

    private PtySpawnException failedSpawn() {
        return failed(rig::spawn);
    }

    private PtySpawnException failed(ThrowingCallable spawn) {
        PtySpawnException failure = catchThrowableOfType(PtySpawnException.class, spawn);
        assertThat(failure).isNotNull();
        assertThat(rig.windows.open()).isEmpty();
        assertThat(rig.windows.processes()).noneMatch(process -> process.isRunning());
        return failure;
    }

    @Test
    @DisplayName("the job comes before the process, and the process is in it before it runs")
    void order() throws Exception {
        try (PtySession session = rig.spawn()) {
            assertThat(rig.windows.calls(STEPS))
                    .containsExactly(
                            "CreatePseudoConsole",
                            "CreateJobObjectW",
                            "SetInformationJobObject",
                            "CreateProcessW",
                            "DeleteProcThreadAttributeList",
                            "AssignProcessToJobObject",
                            "ResumeThread");
            assertThat(rig.windows.calls("SetConsoleCtrlHandler", "CreateProcessW"))
                    .as("nothing to undo where Ctrl-C is not ignored")
                    .containsExactly("CreateProcessW");
            assertThat(rig.windows.jobLimits(rig.lastProcess())).isEqualTo(0x2000);
            assertThat(session.child().pid().getAsLong()).isEqualTo(rig.lastProcess().pid);
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("breaking away from the job is allowed only when the command says so")
    void breakawayOption() throws Exception {
        try (PtySession session = rig.provider.spawn(rig.command().withOption(PtyOptions.ALLOW_BREAKAWAY, true))) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.jobLimits(rig.lastProcess())).isEqualTo(0x2800);
        }
    }

    @Test
    @DisplayName("assignment denied: the process is ended, and another started outside our job, in a fresh one")
    void assignmentDenied() throws Exception {
        rig.windows.fail("AssignProcessToJobObject", 1, ERROR_ACCESS_DENIED);
        try (PtySession session = rig.spawn()) {
            assertThat(rig.windows.calls(STEPS))
                    .containsExactly(
                            "CreatePseudoConsole",
                            "CreateJobObjectW",
                            "SetInformationJobObject",
                            "CreateProcessW",
                            "DeleteProcThreadAttributeList",
                            "AssignProcessToJobObject",
                            "TerminateProcess",
                            "CreateJobObjectW",
                            "SetInformationJobObject",
                            "CreateProcessW",
                            "DeleteProcThreadAttributeList",
                            "AssignProcessToJobObject",
                            "ResumeThread");
            assertThat(rig.windows.processes().get(0).flags & CREATE_BREAKAWAY_FROM_JOB)
                    .isZero();
            assertThat(rig.windows.processes().get(0).hasExited()).isTrue();
            assertThat(rig.lastProcess().flags & CREATE_BREAKAWAY_FROM_JOB).isNotZero();
            assertThat(rig.lastProcess().isRunning()).isTrue();
            assertThat(session.child().pid().getAsLong()).isEqualTo(rig.lastProcess().pid);
            assertThat(rig.windows.open().stream().filter("job"::equals)).hasSize(1);
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("assignment denied, then creation denied: refused, stage and cause named")
    void retryDeniedAtCreation() {
        rig.windows.fail("AssignProcessToJobObject", 1, ERROR_ACCESS_DENIED);
        rig.windows.fail("CreateProcessW", 2, ERROR_ACCESS_DENIED);

        PtySpawnException failure = failedSpawn();

        assertThat(failure.stage()).isEqualTo(Stage.JOB);
        assertThat(failure)
                .hasMessageContaining("breakaway process creation denied")
                .hasMessageContaining("refusing to run ConPTY child without Job Object cleanup")
                .hasMessageContaining("CreateProcessW failed: ERROR_ACCESS_DENIED (5): text of 5");
        assertThat(rig.windows.calls("ResumeThread")).isEmpty();
    }

    @Test
    @DisplayName("assignment denied twice: the second process is ended too, and the start refused")
    void retryDeniedAtAssignment() {
        rig.windows.fail("AssignProcessToJobObject", 1, ERROR_ACCESS_DENIED);
        rig.windows.fail("AssignProcessToJobObject", 2, ERROR_ACCESS_DENIED);

        PtySpawnException failure = failedSpawn();

        assertThat(failure.stage()).isEqualTo(Stage.JOB);
        assertThat(failure)
                .hasMessageContaining("breakaway job assignment denied")
                .hasMessageContaining("refusing to run ConPTY child without Job Object cleanup")
                .hasMessageContaining("AssignProcessToJobObject failed: ERROR_ACCESS_DENIED (5)");
        assertThat(rig.windows.calls("TerminateProcess", "ResumeThread"))
                .containsExactly("TerminateProcess", "TerminateProcess");
    }

    @ParameterizedTest(name = "{0} failing the {1}. time with an error other than access denied ends the attempt: {2}")
    @CsvSource({
        "AssignProcessToJobObject, 1, job, 1",
        "AssignProcessToJobObject, 2, job, 2",
        "CreateProcessW, 1, create-process, 0",
        "CreateProcessW, 2, create-process, 1",
        "ResumeThread, 1, resume, 1",
        "CreateJobObjectW, 1, job, 0",
        "CreateJobObjectW, 2, job, 1",
        "SetInformationJobObject, 1, job, 0",
        "InitializeProcThreadAttributeList, 1, create-process, 0",
        "InitializeProcThreadAttributeList, 2, create-process, 0",
        "UpdateProcThreadAttribute, 1, create-process, 0"
    })
    void otherFailure(String function, int nth, Stage stage, int terminated) {
        if (nth == 2 && !function.startsWith("Initialize")) {
            rig.windows.fail("AssignProcessToJobObject", 1, ERROR_ACCESS_DENIED);
        }
        rig.windows.fail(function, nth, ERROR_NO_SYSTEM_RESOURCES);

        PtySpawnException failure = failedSpawn();

        assertThat(failure.stage()).isEqualTo(stage);
        assertThat(failure.operation()).isEqualTo(function);
        assertThat(failure).hasMessageContaining(function + " failed: ERROR_NO_SYSTEM_RESOURCES (1450): text of 1450");
        assertThat(rig.windows.calls("TerminateProcess")).hasSize(terminated);
    }

    @Test
    @DisplayName("the attribute list is deleted in every case, and not when it was never made")
    void attributeListDeleted() {
        rig.windows.fail("UpdateProcThreadAttribute", 1, ERROR_NO_SYSTEM_RESOURCES);
        failedSpawn();
        assertThat(rig.windows.calls("DeleteProcThreadAttributeList")).hasSize(1);

        rig.windows.fail("InitializeProcThreadAttributeList", 2, ERROR_NO_SYSTEM_RESOURCES);
        failedSpawn();
        assertThat(rig.windows.calls("DeleteProcThreadAttributeList")).hasSize(1);

        rig.windows.fail("CreateProcessW", 1, ERROR_NO_SYSTEM_RESOURCES);
        failedSpawn();
        assertThat(rig.windows.calls("DeleteProcThreadAttributeList")).hasSize(2);
    }

    @Test
    @DisplayName("a suspended process that cannot be ended is notified of beside the reason")
    void terminateFails() {
        rig.windows.fail("ResumeThread", 1, ERROR_NO_SYSTEM_RESOURCES);
        rig.windows.fail("TerminateProcess", 1, ERROR_ACCESS_DENIED);

        PtySpawnException failure = failedSpawn();

        assertThat(failure.operation()).isEqualTo("ResumeThread");
        assertThat(failure.getSuppressed())
                .anySatisfy(also -> assertThat(also).hasMessageContaining("TerminateProcess failed"));
    }

    @Test
    @DisplayName("invalid parameter on a console with passthrough: once more on a console without it")
    void passthroughRejected() throws Exception {
        rig.windows.setBuild(22621);
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        try (PtySession session = spawnPassingThrough()) {
            assertThat(rig.windows.calls(STEPS))
                    .containsExactly(
                            "CreatePseudoConsole",
                            "CreateJobObjectW",
                            "SetInformationJobObject",
                            "CreateProcessW",
                            "DeleteProcThreadAttributeList",
                            "ClosePseudoConsole",
                            "CreatePseudoConsole",
                            "CreateProcessW",
                            "DeleteProcThreadAttributeList",
                            "AssignProcessToJobObject",
                            "ResumeThread");
            assertThat(rig.windows.consoleFlags()).containsExactly(0xE, 0x6);
            assertThat(rig.windows.open().stream().filter("console"::equals)).hasSize(1);
            rig.windows.print("still".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(session.master().inputStream().read()).isEqualTo('s');
        }
        assertThat(rig.windows.open()).isEmpty();
    }

    @Test
    @DisplayName("invalid parameter twice: the second is the answer")
    void invalidParameterTwice() {
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        rig.windows.fail("CreateProcessW", 2, ERROR_INVALID_PARAMETER);

        assertThat(failed(this::spawnPassingThrough))
                .hasMessageContaining("CreateProcessW failed: ERROR_INVALID_PARAMETER (87)");
        assertThat(rig.windows.calls("CreateProcessW")).hasSize(2);
    }

    @ParameterizedTest(name = "build {0}, RMUX_CONPTY_NO_PASSTHROUGH={1}, the option set: {2}")
    @CsvSource({"22620,,true", "22631,,false", "22631,1,true", "22631,TRUE,true", "22631,Yes,true"})
    @DisplayName("invalid parameter without passthrough, by build, option or environment, is not tried again")
    void invalidParameterWithoutPassthrough(int build, String variable, boolean asked) {
        rig.windows.setBuild(build);
        rig.environment.put("RMUX_CONPTY_NO_PASSTHROUGH", variable);
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);

        failed(asked ? this::spawnPassingThrough : rig::spawn);

        assertThat(rig.windows.consoleFlags()).containsExactly(0x6);
        assertThat(rig.windows.calls("CreateProcessW")).hasSize(1);
    }

    @ParameterizedTest(name = "RMUX_CONPTY_NO_PASSTHROUGH={0}")
    @ValueSource(strings = {"0", "false", "no", ""})
    @DisplayName("passthrough is switched off by the variable's values 1, true and yes, and by no other")
    void notSwitchedOff(String variable) throws Exception {
        rig.environment.put("RMUX_CONPTY_NO_PASSTHROUGH", variable);
        try (PtySession session = spawnPassingThrough()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.consoleFlags()).containsExactly(0xE);
        }
    }

    @Test
    @DisplayName("SPAWN-07: the replacement of a console failing ends the attempt, with stage and program")
    void replacementFails() {
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        rig.windows.fail("CreatePseudoConsole", 2, ERROR_NO_SYSTEM_RESOURCES);
        rig.windows.fail("CreatePseudoConsole", 3, ERROR_NO_SYSTEM_RESOURCES);

        PtySpawnException failure = failed(this::spawnPassingThrough);

        assertThat(failure.stage()).isEqualTo(Stage.ALLOCATE);
        assertThat(failure)
                .hasMessageContaining(rig.program.toString())
                .hasMessageContaining("CreatePseudoConsole failed: ERROR_NO_SYSTEM_RESOURCES (0x800705AA)");
    }

    @Test
    @DisplayName("SPAWN-07: whichever native call of a spawn fails, the exception has a stage and names the program")
    void everyFailureHasItsStage() throws Exception {
        assertThat(EachFailureIsPlaced.run(() -> new SimulatedConPty(directory), false, Set.of()))
                .isGreaterThan(20);
    }

    @Test
    @DisplayName("\"ignore Ctrl-C\" of this process is not inherited, and is put back; that failing fails no spawn")
    void ignoredCtrlC() throws Exception {
        rig.windows.setIgnoresCtrlC(true);
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.lastProcess().ignoresCtrlC()).isFalse();
            assertThat(rig.windows.isIgnoringCtrlC()).isTrue();
        }
        rig.windows.fail("SetConsoleCtrlHandler", 1, ERROR_NO_SYSTEM_RESOURCES);
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.isIgnoringCtrlC()).isTrue();
        }
        rig.windows.fail("ignoresCtrlC", 1, ERROR_NO_SYSTEM_RESOURCES);
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.lastProcess().ignoresCtrlC()).isFalse();
        }
        rig.windows.setIgnoresCtrlC(false);
        rig.windows.fail("CreateProcessW", 1, ERROR_NO_SYSTEM_RESOURCES);
        rig.windows.setIgnoresCtrlC(true);
        failedSpawn();
        assertThat(rig.windows.isIgnoringCtrlC()).as("after a failed start").isTrue();
    }

    @Test
    @DisplayName(
            "a console that is given up and still draws is closed with our ends of its pipes gone first, and waits for nobody")
    void givenUpWhileDrawing() {
        rig.windows.setCloseWaitsForReader(true);
        rig.windows.setLastOutput(new byte[] {'x'});
        rig.windows.fail("ResumeThread", 1, ERROR_NO_SYSTEM_RESOURCES);
        long began = System.nanoTime();

        PtySpawnException failure = failedSpawn();

        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("the breakaway retry, too, falls back to a console without passthrough")
    void passthroughRejectedInRetry() throws Exception {
        rig.windows.fail("AssignProcessToJobObject", 1, ERROR_ACCESS_DENIED);
        rig.windows.fail("CreateProcessW", 2, ERROR_INVALID_PARAMETER);
        try (PtySession session = spawnPassingThrough()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.consoleFlags()).containsExactly(0xE, 0x6);
            assertThat(rig.lastProcess().flags & CREATE_BREAKAWAY_FROM_JOB).isNotZero();
        }
        assertThat(rig.windows.consoleFlags().get(0) & PASSTHROUGH).isNotZero();
        assertThat(rig.windows.open()).isEmpty();
    }
}
