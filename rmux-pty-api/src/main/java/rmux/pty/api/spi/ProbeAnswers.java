// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.internal.events.ForeignFailure;
import rmux.pty.api.internal.events.PassingFailure;

/**
 * What a backend says about itself, asked once (rules META-02 and META-05). A failure to say it is an answer too, which is kept
 * unless it may pass.
 */
final class ProbeAnswers {

    /** More than any backend has; a set that does not end is cut. */
    private static final int MOST_CAPABILITIES = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Availability availability;
    private volatile @Nullable Set<PtyCapability> capabilities;

    /** Whether the backend can be used; one whose capabilities cannot be known is broken. */
    Availability availability(PtyProvider provider) {
        Availability known = availability;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = availability;
            if (known == null) {
                known = probe(provider);
                if (!PassingFailure.isIn(known.cause().orElse(null))) {
                    availability = known;
                }
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Availability probe(PtyProvider provider) {
        try {
            Availability answer = Objects.requireNonNull(provider.probe(), "probe() returned null");
            knownCapabilities(provider);
            return answer;
        } catch (Throwable e) {
            return Availability.broken(
                    "its probe failed: " + ForeignFailure.describe(e),
                    PassingFailure.isIn(e) ? "it is asked again later" : "repair or remove it",
                    ForeignFailure.harmless(e));
        }
    }

    /** What the backend can do: nothing, if it does not say. */
    Set<PtyCapability> capabilities(PtyProvider provider) {
        try {
            return knownCapabilities(provider);
        } catch (Throwable e) {
            return Set.of(); // availability() says why
        }
    }

    private Set<PtyCapability> knownCapabilities(PtyProvider provider) {
        Set<PtyCapability> known = capabilities;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = capabilities;
            if (known == null) {
                known = copy(provider.probeCapabilities());
                capabilities = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Copies element by element, so that a set which lies about its size or never ends does no harm. */
    private static Set<PtyCapability> copy(Set<PtyCapability> given) {
        Objects.requireNonNull(given, "probeCapabilities() returned null");
        Set<PtyCapability> copy = new LinkedHashSet<>();
        int most = MOST_CAPABILITIES;
        for (PtyCapability capability : given) {
            copy.add(Objects.requireNonNull(capability, "probeCapabilities() returned a set with null"));
            if (most-- == 0) {
                throw new IllegalStateException(
                        "probeCapabilities() returned more than " + MOST_CAPABILITIES + " elements");
            }
        }
        return Set.copyOf(copy);
    }
}
