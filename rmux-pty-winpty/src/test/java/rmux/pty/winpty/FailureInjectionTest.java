// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalSize;

/** Every native call of a whole session, Windows' and winpty's, fails once. */
class FailureInjectionTest {

    private static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

    /** Made for the first session that watches its job, and kept for the others, with a packet that a thread waits for. */
    private static final String KEPT = "port";

    /** Called on a thread of its own, whenever that gets to it; and what is gone on without. */
    private static final Set<String> BESIDES = Set.of("GetQueuedCompletionStatus", "ignoresCtrlC");

    /** What is tried again where the exit is looked for, and has its consequence elsewhere. */
    private static final String TRIED_AGAIN = "WaitForSingleObject";

    @TempDir
    private Path directory;

    /** What one run came to. */
    private record Outcome(String failedCall, List<Throwable> failures, List<String> open, int blocks) {}

    /** What is done with a session. */
    private interface Use {
        void with(SimulatedWinPtyRig rig, PtySession session) throws Exception;
    }

    @Test
    @DisplayName(
            "LIFE-07: whichever native call of open, spawn, read, write, resize, wait and close fails, an exception names it and nothing stays open")
    void everyCallFailsOnce() throws Exception {
        int calls = failEachCall(false, FailureInjectionTest::use, 0);

        assertThat(calls).isGreaterThan(50);
        System.getLogger("rmux.pty.winpty.test")
                .log(
                        System.Logger.Level.INFO,
                        "{0} native calls of a session failed, one at a time; 0 handles, processes and objects stayed",
                        calls);
    }

    @Test
    @DisplayName("LIFE-07: the same for a session that watches its job")
    void everyCallOfKeptOutputFailsOnce() throws Exception {
        int calls = failEachCall(true, FailureInjectionTest::end, 1);

        assertThat(calls).isGreaterThan(30);
        System.getLogger("rmux.pty.winpty.test")
                .log(
                        System.Logger.Level.INFO,
                        "{0} native calls of a session with output kept open failed, one at a time; 0 stayed",
                        calls);
    }

    private int failEachCall(boolean keepOpen, Use use, int keptBlocks) throws Exception {
        Outcome undisturbed = run(Integer.MAX_VALUE, keepOpen, use);
        assertThat(undisturbed.failures()).isEmpty();
        assertThat(undisturbed.open()).isEmpty();

        int k = 1;
        for (Outcome outcome = run(k, keepOpen, use);
                !outcome.failedCall().isEmpty();
                outcome = run(++k, keepOpen, use)) {
            String failed = outcome.failedCall();
            assertThat(outcome.open())
                    .as("open after call %d, %s, failed", k, failed)
                    .isEmpty();
            assertThat(outcome.blocks())
                    .as("memory after call %d, %s, failed", k, failed)
                    .isLessThanOrEqualTo(keptBlocks);
            if (failed.equals(TRIED_AGAIN) && outcome.failures().isEmpty()) {
                continue;
            }
            assertThat(outcome.failures())
                    .as("failures after call %d, %s, failed", k, failed)
                    .anySatisfy(failure -> assertThat(parts(failure).toList())
                            .anySatisfy(part -> assertThat(part).hasMessageContaining(failed)));
        }
        return k - 1;
    }

    private static Stream<Throwable> parts(Throwable failure) {
        return Stream.concat(
                Stream.of(failure),
                Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                        .flatMap(FailureInjectionTest::parts));
    }

    private Outcome run(int failing, boolean keepOpen, Use use) throws Exception {
        SimulatedWinPtyRig rig = new SimulatedWinPtyRig(directory);
        int[] seen = {0};
        String[] failed = {""};
        rig.provider.availability();
        rig.windows.intercept(function -> {
            if (!BESIDES.contains(function) && ++seen[0] == failing) {
                failed[0] = function;
                return ERROR_NO_SYSTEM_RESOURCES;
            }
            return 0;
        });
        List<Throwable> failures = new ArrayList<>();
        PtyCommand command = rig.command().withKeepOutputOpen(keepOpen);
        try (PtySession session = rig.provider.spawn(command)) {
            use.with(rig, session);
        } catch (Exception e) {
            failures.add(e);
        }
        List<String> open = new ArrayList<>(rig.open());
        open.remove(KEPT);
        return new Outcome(failed[0], failures, open, rig.windows.liveBlocks());
    }

    private static void use(SimulatedWinPtyRig rig, PtySession session) throws Exception {
        rig.windows.print(SimulatedWinPty.ascii("out"));
        ByteBuffer read = ByteBuffer.allocate(100);
        session.master().read(read, SimulatedWinPtyRig.LIMIT);
        session.master().read(read, Duration.ofMillis(1));
        session.master().write(ByteBuffer.wrap(SimulatedWinPty.ascii("in")));
        rig.windows.setHostReadsInput(false);
        session.master().write(ByteBuffer.allocate(64 * 1024));
        try {
            session.master().write(ByteBuffer.allocate(10), Duration.ofMillis(1));
        } catch (PtyTimeoutException full) {
            assertThat(full.bytesTransferred()).isZero();
        }
        session.master().resize(TerminalSize.of(100, 40));
        rig.windows.exit(rig.lastProcess(), 7);
        checkExit(session);
        while (session.master().read(read.clear(), SimulatedWinPtyRig.LIMIT) > 0) {
            // to the end
        }
    }

    private static void end(SimulatedWinPtyRig rig, PtySession session) throws Exception {
        session.child().terminateTree();
        checkExit(session);
    }

    /** A status that was lost is reported as unknown, with the reason. */
    private static void checkExit(PtySession session) throws Exception {
        ExitStatus status = session.child()
                .waitFor(SimulatedWinPtyRig.LIMIT)
                .orElseThrow(() -> new AssertionError("the exit was not noticed"));
        if (status instanceof ExitStatus.Unknown unknown) {
            throw new PtyException("collect exit status", unknown.reason());
        }
    }
}
