// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;

/** Every native call of a whole session fails once, whichever thread makes it: an exception names it, and nothing stays open. */
public final class EachCallFails {

    /** What is tried again where the exit is looked for, and has its consequence elsewhere. */
    private static final String TRIED_AGAIN = "WaitForSingleObject";

    /** Starts with a Windows of its own each time. */
    public interface Maker {
        SimulatedBackend make() throws Exception;
    }

    /** What is done with a session. */
    public interface Use {
        void with(SimulatedBackend backend, PtySession session) throws Exception;
    }

    /**
     * What is to be expected.
     *
     * @param keepOpen whether the output is kept open
     * @param besides functions that are not made to fail
     * @param withoutConsequence functions whose failure is not reported
     * @param keptOpen what stays for the next session, whichever call fails
     * @param keptBlocks how many blocks of memory stay for the next session
     */
    public record Expectation(
            boolean keepOpen,
            Set<String> besides,
            Set<String> withoutConsequence,
            Set<String> keptOpen,
            int keptBlocks) {}

    /** What one run came to. */
    private record Outcome(List<String> failed, List<Throwable> failures, List<String> open, int blocks) {}

    private final Maker maker;
    private final Use use;
    private final Expectation expected;

    /** Runs nothing yet. */
    public EachCallFails(Maker maker, Use use, Expectation expected) {
        this.maker = maker;
        this.use = use;
        this.expected = expected;
    }

    /** Runs a session for each call; returns how many there were. */
    public int run() throws Exception {
        Outcome undisturbed = run(Integer.MAX_VALUE);
        assertThat(undisturbed.failures()).isEmpty();
        assertThat(undisturbed.open()).isEmpty();

        int number = 1;
        for (Outcome outcome = run(number); !outcome.failed().isEmpty(); outcome = run(++number)) {
            check(number, outcome);
        }
        return number - 1;
    }

    private void check(int number, Outcome outcome) {
        String failed = outcome.failed().get(0);
        assertThat(outcome.open())
                .as("open after call %d, %s, failed", number, failed)
                .isEmpty();
        assertThat(outcome.blocks())
                .as("memory after call %d, %s, failed", number, failed)
                .isLessThanOrEqualTo(expected.keptBlocks());
        if (expected.withoutConsequence().contains(failed)) {
            assertThat(outcome.failures())
                    .as("after call %d, %s, failed", number, failed)
                    .isEmpty();
        } else if (!failed.equals(TRIED_AGAIN) || !outcome.failures().isEmpty()) {
            assertThat(outcome.failures().stream().flatMap(EachCallFails::parts))
                    .as("failures after call %d, %s, failed", number, failed)
                    .anySatisfy(part -> assertThat(part).hasMessageContaining(failed));
        }
    }

    private static Stream<Throwable> parts(Throwable failure) {
        return Stream.concat(
                Stream.of(failure),
                Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                        .flatMap(EachCallFails::parts));
    }

    private Outcome run(int failing) throws Exception {
        SimulatedBackend backend = maker.make();
        SimulatedWin32 windows = backend.windows;
        backend.provider().availability();
        Failure failure = Failure.returning(-SimulatedWin32.ERROR_NO_SYSTEM_RESOURCES);
        Set<String> passed = Stream.concat(expected.besides().stream(), Stream.of(SimulatedWin32.ALLOCATE))
                .collect(Collectors.toSet());
        windows.faults()
                .fail(CallPattern.any().except(passed).number(failing), failure)
                // The next step of the ladder would make this one good.
                .fail(
                        CallPattern.named("CreatePseudoConsole")
                                .where(none -> windows.faults().failed().contains("CreatePseudoConsole")),
                        failure);
        List<Throwable> failures = new ArrayList<>();
        PtyCommand command = backend.command().withKeepOutputOpen(expected.keepOpen());
        try (PtySession session = backend.provider().spawn(command)) {
            use.with(backend, session);
        } catch (Exception e) {
            failures.add(e);
        }
        List<String> open = backend.open();
        expected.keptOpen().forEach(open::remove);
        return new Outcome(windows.faults().failed(), failures, open, windows.liveBlocks());
    }

    /** Reads, writes, waits in both, resizes, and reads to the end. */
    public static void useAll(SimulatedBackend backend, PtySession session) throws Exception {
        backend.windows.print("out".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer read = ByteBuffer.allocate(100);
        session.master().read(read, SimulatedBackend.LIMIT);
        session.master().read(read, Duration.ofMillis(1));
        session.master().write(ByteBuffer.wrap("in".getBytes(StandardCharsets.US_ASCII)));
        backend.windows.setHostReadsInput(false);
        session.master().write(ByteBuffer.allocate(64 * 1024));
        try {
            session.master().write(ByteBuffer.allocate(10), Duration.ofMillis(1));
        } catch (PtyTimeoutException full) {
            assertThat(full.bytesTransferred()).isZero();
        }
        session.master().resize(TerminalSize.of(100, 40));
        backend.windows.exit(backend.lastProcess(), 7);
        checkExit(session);
        while (session.master().read(read.clear(), SimulatedBackend.LIMIT) > 0) {
            // to the end
        }
    }

    /** Ends the program. */
    public static void endTree(SimulatedBackend backend, PtySession session) throws Exception {
        session.child().terminateTree();
        checkExit(session);
    }

    /** A status that was lost is reported as unknown, with the reason. */
    private static void checkExit(PtySession session) throws Exception {
        ExitStatus status = session.child()
                .waitFor(SimulatedBackend.LIMIT)
                .orElseThrow(() -> new AssertionError("the exit was not noticed"));
        if (status instanceof ExitStatus.Unknown unknown) {
            throw new PtyException("collect exit status", unknown.reason());
        }
    }
}
