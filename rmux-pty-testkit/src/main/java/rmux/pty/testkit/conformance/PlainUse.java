// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.programs.Resources;

/** A session as applications use it, in a {@link HelperJvm}: subscribed to, its exit awaited, and closed. */
final class PlainUse {

    /** The session did what it must. */
    static final String EXACT = "exact";

    /** A call threw what it may throw where something is lacking. */
    static final String FAILED = "failed";

    private static final String TEXT = "text of a plain session";

    private PlainUse() {}

    /** Returns {@link #EXACT}, {@link #FAILED}, or what is wrong. */
    static String run(PtyProviderConformance subject) throws InterruptedException {
        long millis = subject.activeSettings().limit().toMillis();
        try (PtySession session =
                subject.backend().spawn(subject.activePrograms().print(TEXT))) {
            OutputSubscriber subscriber = new OutputSubscriber();
            session.master().publisher().subscribe(subscriber);
            String output = subscriber.end().get(millis, TimeUnit.MILLISECONDS).strip();
            ExitStatus status = session.child().onExit().get(millis, TimeUnit.MILLISECONDS);
            session.closeAsync().get(millis, TimeUnit.MILLISECONDS);
            boolean exact = output.contains(TEXT) && status.equals(new ExitStatus.Exited(0));
            return exact ? EXACT : "wrong: " + status + ", \"" + output + '"';
        } catch (IOException | VirtualMachineError e) {
            return FAILED;
        } catch (ExecutionException e) {
            return e.getCause() instanceof IOException || e.getCause() instanceof VirtualMachineError
                    ? FAILED
                    : "wrong: " + e.getCause();
        } catch (TimeoutException e) {
            return "hangs";
        }
    }

    /**
     * Waits until nothing is in use beyond what was before, sessions that are unreachable being collected meanwhile; returns
     * "nothing left", or what still is when the limit has passed.
     */
    static String left(PtyProviderConformance subject, Resources before) {
        long deadline = System.nanoTime() + subject.activeSettings().limit().toNanos();
        Map<String, Long> grown = subject.activePrograms().resources().grownSince(before);
        while (!grown.isEmpty() && System.nanoTime() - deadline < 0) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            grown = subject.activePrograms().resources().grownSince(before);
        }
        return grown.isEmpty() ? "nothing left" : "left: " + grown;
    }

    /** Waits for the exits of sessions; returns "told", or how many were not. */
    static String told(PtyProviderConformance subject, List<Conversation> talks, ExitStatus expected)
            throws InterruptedException {
        int missing = 0;
        for (Conversation talk : talks) {
            boolean told = talk.child()
                    .waitFor(subject.activeSettings().limit())
                    .filter(expected::equals)
                    .isPresent();
            missing += told ? 0 : 1;
        }
        return missing == 0 ? "told" : "not told: " + missing + " of " + talks.size();
    }
}
