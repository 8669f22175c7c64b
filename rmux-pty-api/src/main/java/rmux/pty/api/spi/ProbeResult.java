// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.internal.events.ForeignFailure;
import rmux.pty.api.internal.events.PassingFailure;

/** What a backend said about itself; a failure to say it is an answer too (rules META-02 and META-05). */
record ProbeResult(Availability availability, Set<PtyCapability> capabilities) {

    /** More than any backend has; a set that does not end is cut. */
    private static final int MOST_CAPABILITIES = 1000;

    /** Asks a backend, whatever it throws. */
    static ProbeResult of(PtyProvider provider) {
        try {
            Availability availability = Objects.requireNonNull(provider.probe(), "probe() returned null");
            return new ProbeResult(availability, copy(provider.probeCapabilities()));
        } catch (ThreadDeath e) {
            throw e;
        } catch (Throwable e) {
            return new ProbeResult(broken(e), Set.of());
        }
    }

    private static Availability broken(Throwable failure) {
        return Availability.broken(
                "its probe failed: " + ForeignFailure.describe(failure),
                PassingFailure.isIn(failure) ? "it is asked again later" : "repair or remove it",
                ForeignFailure.harmless(failure));
    }

    /** Copies element by element, so that a set which lies about its size or never ends does no harm. */
    private static Set<PtyCapability> copy(Set<PtyCapability> capabilities) {
        Objects.requireNonNull(capabilities, "probeCapabilities() returned null");
        Set<PtyCapability> copy = new LinkedHashSet<>();
        int most = MOST_CAPABILITIES;
        for (PtyCapability capability : capabilities) {
            copy.add(Objects.requireNonNull(capability, "probeCapabilities() returned a set with null"));
            if (most-- == 0) {
                throw new IllegalStateException(
                        "probeCapabilities() returned more than " + MOST_CAPABILITIES + " elements");
            }
        }
        return Set.copyOf(copy);
    }

    /** Whether the answer may be kept for the life of the JVM. */
    boolean isLasting() {
        return !PassingFailure.isIn(availability.cause().orElse(null));
    }
}
