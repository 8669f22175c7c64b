// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** Every native call of a whole session fails once. */
class FailureInjectionTest {

    private static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

    /** The security descriptor's attributes, which are kept. */
    private static final int KEPT_BLOCKS = 1;

    /** What is gone on without. */
    private static final Set<String> WITHOUT_CONSEQUENCE = Set.of("RtlGetVersion", "ignoresCtrlC", "OpenThread");

    /** What is tried again where the exit is looked for, and has its consequence elsewhere. */
    private static final String TRIED_AGAIN = "WaitForSingleObject";

    @TempDir
    private Path directory;

    /** What one run came to. */
    private record Outcome(String failedCall, List<Throwable> failures, List<String> open, int blocks) {}

    @Test
    @DisplayName("LIFE-07: whichever native call fails, an exception names it and nothing stays open")
    void everyCallFailsOnce() throws Exception {
        Outcome undisturbed = run(Integer.MAX_VALUE);
        assertThat(undisturbed.failures()).isEmpty();
        assertThat(undisturbed.open()).isEmpty();

        int k = 1;
        for (Outcome outcome = run(k); !outcome.failedCall().isEmpty(); outcome = run(++k)) {
            String failed = outcome.failedCall();
            assertThat(outcome.open())
                    .as("open after call %d, %s, failed", k, failed)
                    .isEmpty();
            assertThat(outcome.blocks())
                    .as("memory after call %d, %s, failed", k, failed)
                    .isLessThanOrEqualTo(KEPT_BLOCKS);
            if (WITHOUT_CONSEQUENCE.contains(failed)) {
                assertThat(outcome.failures())
                        .as("after call %d, %s, failed", k, failed)
                        .isEmpty();
                continue;
            }
            if (failed.equals(TRIED_AGAIN) && outcome.failures().isEmpty()) {
                continue;
            }
            assertThat(outcome.failures())
                    .as("failures after call %d, %s, failed", k, failed)
                    .anySatisfy(failure -> assertThat(allOf(failure))
                            .anySatisfy(part -> assertThat(part).hasMessageContaining(failed)));
        }
        assertThat(k).isGreaterThan(50);
        System.getLogger("rmux.pty.conpty.test")
                .log(System.Logger.Level.INFO, "{0} native calls of a session failed, one at a time", k - 1);
    }

    private static Stream<Throwable> parts(Throwable failure) {
        return Stream.concat(
                Stream.of(failure),
                Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                        .flatMap(FailureInjectionTest::parts));
    }

    private static List<Throwable> allOf(Throwable failure) {
        return parts(failure).toList();
    }

    private Outcome run(int failing) throws Exception {
        SimulatedConPty rig = new SimulatedConPty(directory);
        int[] seen = {0};
        String[] failed = {""};
        rig.provider.availability();
        rig.windows.intercept(function -> {
            if (++seen[0] == failing) {
                failed[0] = function;
                return ERROR_NO_SYSTEM_RESOURCES;
            }
            // The next step of the ladder would make this one good.
            boolean ladder = failed[0].equals("CreatePseudoConsole") && function.equals(failed[0]);
            return ladder ? ERROR_NO_SYSTEM_RESOURCES : 0;
        });
        List<Throwable> failures = new ArrayList<>();
        try (PtySession session = rig.spawn()) {
            use(rig, session);
        } catch (Exception e) {
            failures.add(e);
        }
        return new Outcome(failed[0], failures, rig.windows.open(), rig.windows.liveBlocks());
    }

    private static void use(SimulatedConPty rig, PtySession session) throws Exception {
        rig.windows.print("out".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer read = ByteBuffer.allocate(100);
        session.master().read(read, SimulatedConPty.LIMIT);
        session.master().read(read, Duration.ofMillis(1));
        session.master().write(ByteBuffer.wrap("in".getBytes(StandardCharsets.US_ASCII)));
        rig.windows.setHostReadsInput(false);
        session.master().write(ByteBuffer.allocate(64 * 1024));
        try {
            session.master().write(ByteBuffer.allocate(10), Duration.ofMillis(1));
        } catch (rmux.pty.api.PtyTimeoutException full) {
            assertThat(full.bytesTransferred()).isZero();
        }
        session.master().resize(TerminalSize.of(100, 40));
        rig.windows.exit(rig.lastProcess(), 7);
        checkExit(session);
        while (session.master().read(read.clear(), SimulatedConPty.LIMIT) > 0) {
            // to the end
        }
    }

    /** A status that was lost is reported as unknown, with the reason. */
    private static void checkExit(PtySession session) throws Exception {
        ExitStatus status = session.child()
                .waitFor(SimulatedConPty.LIMIT)
                .orElseThrow(() -> new AssertionError("the exit was not noticed"));
        if (status instanceof ExitStatus.Unknown unknown) {
            throw new PtyException("collect exit status", unknown.reason());
        }
    }
}
