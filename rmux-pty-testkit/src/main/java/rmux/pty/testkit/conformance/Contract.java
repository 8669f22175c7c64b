// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.Inquiry;
import rmux.pty.testkit.programs.Resources;

/** What the contracts of all topics share. */
abstract class Contract {

    /** How long nothing must happen before the suite believes that nothing will. */
    static final Duration QUIET = Duration.ofMillis(300);

    /** The tag of tests that judge times; a build may run them apart, one at a time. They judge medians of several turns. */
    static final String TIMING = "timing";

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final PtyProviderConformance subject;

    Contract(PtyProviderConformance subject) {
        this.subject = subject;
    }

    final PtyProviderConformance subject() {
        return subject;
    }

    final PtyProvider provider() {
        return subject.backend();
    }

    final ConformancePrograms programs() {
        return subject.activePrograms();
    }

    final ConformanceSettings settings() {
        return subject.activeSettings();
    }

    final Duration limit() {
        return settings().limit();
    }

    final boolean has(PtyCapability capability) {
        return provider().capabilities().contains(capability);
    }

    /** Skips a rule about what programs inherit, which is nothing if they run on another machine. */
    final void assumeInheriting() {
        assumeFalse(has(PtyCapability.REMOTE), "programs on another machine inherit nothing from this JVM");
    }

    final Conversation start(PtyCommand command) throws PtyException {
        return Conversation.start(provider(), command, limit());
    }

    /** Asks a program: runs it to its end, expects success, and reads its answer. */
    final <T> T ask(Inquiry<T> inquiry) throws IOException, InterruptedException {
        try (Conversation talk = start(inquiry.command())) {
            byte[] output = talk.drain();
            assertEquals(new ExitStatus.Exited(0), talk.exit(), () -> "the output was: " + talk.screen());
            return inquiry.answer().from(output);
        }
    }

    /** Waits until something is so; looking is not an event, but what is looked at has none. */
    final void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + limit().toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                fail(otherwise.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Looks for a while whether something stays so; there is no event that tells that nothing happens. */
    static void assertStays(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + QUIET.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (!condition.getAsBoolean()) {
                fail(otherwise.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    final void awaitNotRunning(long pid, String what) {
        await(() -> !programs().isRunning(pid), () -> what + " (process " + pid + ") is still running");
    }

    /** Waits until nothing is in use beyond what was before. */
    final void awaitNothingLeft(Resources before, String after) {
        await(() -> grown(before).isEmpty(), () -> "after " + after + " there is more than before: " + grown(before));
    }

    private Map<String, Long> grown(Resources before) {
        return programs().resources().grownSince(before);
    }

    /** The middle one of several durations in milliseconds: one slow turn of a busy machine does not count. */
    static double medianMillis(int turns, Callable<Long> nanos) throws Exception {
        double[] millis = new double[turns];
        for (int i = 0; i < turns; i++) {
            millis[i] = nanos.call() / 1e6;
        }
        Arrays.sort(millis);
        return millis[turns / 2];
    }

    static void assertWithin(double limitMillis, double millis, String what) {
        assertTrue(millis <= limitMillis, () -> what + " took " + millis + " ms, more than " + limitMillis + " ms");
    }

    /** Expects a call to be refused for lack of a capability, with nothing left behind. */
    final void assertRefused(PtyCapability capability, Executable call) {
        Resources before = programs().resources();
        UnsupportedPtyFeatureException refusal = assertThrows(UnsupportedPtyFeatureException.class, call);
        assertEquals(Optional.of(capability), refusal.capability(), "the capability named by the refusal");
        assertTrue(
                String.valueOf(refusal.getMessage()).contains(provider().name()),
                () -> "the refusal does not name the provider: " + refusal.getMessage());
        awaitNothingLeft(before, "a refused call");
    }

    /** Expects a command that needs a capability to be refused. */
    final void assertCommandRefused(PtyCapability capability, PtyCommand command) {
        assertRefused(capability, () -> provider().spawn(command).close());
    }
}
