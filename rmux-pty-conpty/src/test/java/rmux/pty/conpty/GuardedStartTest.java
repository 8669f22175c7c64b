// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** A program never runs outside its job: each branch by which a start may fail, and what is left behind, which is nothing. */
class GuardedStartTest {

    private static final int ERROR_ACCESS_DENIED = 5;
    private static final int ERROR_INVALID_PARAMETER = 87;
    private static final int ERROR_NO_SYSTEM_RESOURCES = 1450;
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

    private PtySpawnException failedSpawn() {
        PtySpawnException failure = catchThrowableOfType(PtySpawnException.class, rig::spawn);
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
                    .containsExactly("SetConsoleCtrlHandler", "CreateProcessW");
            assertThat(rig.windows.jobLimits(rig.lastProcess())).isEqualTo(0x2000);
            assertThat(session.child().pid()).isEqualTo(rig.lastProcess().pid);
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
            assertThat(session.child().pid()).isEqualTo(rig.lastProcess().pid);
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
        "AssignProcessToJobObject, 1, JOB, 1",
        "AssignProcessToJobObject, 2, JOB, 2",
        "CreateProcessW, 1, CREATE_PROCESS, 0",
        "CreateProcessW, 2, CREATE_PROCESS, 1",
        "ResumeThread, 1, RESUME, 1",
        "CreateJobObjectW, 1, JOB, 0",
        "CreateJobObjectW, 2, JOB, 1",
        "SetInformationJobObject, 1, JOB, 0",
        "InitializeProcThreadAttributeList, 1, CREATE_PROCESS, 0",
        "InitializeProcThreadAttributeList, 2, CREATE_PROCESS, 0",
        "UpdateProcThreadAttribute, 1, CREATE_PROCESS, 0",
        "SetConsoleCtrlHandler, 1, CREATE_PROCESS, 0"
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
    @DisplayName("a suspended process that cannot be ended is told of beside the reason")
    void terminateFails() {
        rig.windows.fail("ResumeThread", 1, ERROR_NO_SYSTEM_RESOURCES);
        rig.windows.fail("TerminateProcess", 1, ERROR_ACCESS_DENIED);

        PtySpawnException failure = failedSpawn();

        assertThat(failure.operation()).isEqualTo("ResumeThread");
        assertThat(failure.getCause().getSuppressed())
                .anySatisfy(also -> assertThat(also).hasMessageContaining("TerminateProcess failed"));
    }

    @Test
    @DisplayName("invalid parameter on a console with passthrough: once more on a console without it")
    void passthroughRejected() throws Exception {
        rig.windows.setBuild(22621);
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        try (PtySession session = rig.spawn()) {
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

        assertThat(failedSpawn()).hasMessageContaining("CreateProcessW failed: ERROR_INVALID_PARAMETER (87)");
        assertThat(rig.windows.calls("CreateProcessW")).hasSize(2);
    }

    @Test
    @DisplayName("invalid parameter without passthrough, by build, option or environment, is not tried again")
    void invalidParameterWithoutPassthrough() throws Exception {
        rig.windows.setBuild(22620);
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        failedSpawn();
        assertThat(rig.windows.calls("CreateProcessW")).hasSize(1);

        SimulatedConPty byOption = new SimulatedConPty(directory);
        byOption.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        assertThat(catchThrowableOfType(
                        PtySpawnException.class,
                        () -> byOption.provider.spawn(
                                byOption.command().withOption(PtyOptions.CONPTY_PASSTHROUGH, false))))
                .isNotNull();
        assertThat(byOption.windows.consoleFlags()).containsExactly(0x6);

        SimulatedConPty byEnvironment = new SimulatedConPty(directory);
        byEnvironment.environment.put("RMUX_CONPTY_NO_PASSTHROUGH", "");
        byEnvironment.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        assertThat(catchThrowableOfType(PtySpawnException.class, byEnvironment::spawn))
                .isNotNull();
        assertThat(byEnvironment.windows.consoleFlags()).containsExactly(0x6);
        assertThat(byEnvironment.windows.calls("CreateProcessW")).hasSize(1);
    }

    @Test
    @DisplayName("the replacement of a console failing ends the attempt")
    void replacementFails() {
        rig.windows.fail("CreateProcessW", 1, ERROR_INVALID_PARAMETER);
        rig.windows.fail("CreatePseudoConsole", 2, ERROR_NO_SYSTEM_RESOURCES);
        rig.windows.fail("CreatePseudoConsole", 3, ERROR_NO_SYSTEM_RESOURCES);

        assertThat(catchThrowableOfType(rmux.pty.api.PtyException.class, rig::spawn))
                .hasMessageContaining("CreatePseudoConsole failed: ERROR_NO_SYSTEM_RESOURCES (0x800705AA)");
        assertThat(rig.windows.open()).isEmpty();
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
        try (PtySession session = rig.spawn()) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.consoleFlags()).containsExactly(0xE, 0x6);
            assertThat(rig.lastProcess().flags & CREATE_BREAKAWAY_FROM_JOB).isNotZero();
        }
        assertThat(rig.windows.consoleFlags().get(0) & PASSTHROUGH).isNotZero();
        assertThat(rig.windows.open()).isEmpty();
    }
}
