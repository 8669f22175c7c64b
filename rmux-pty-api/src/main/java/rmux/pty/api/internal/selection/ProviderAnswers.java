// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.internal.events.ForeignFailure;
import rmux.pty.api.internal.events.PassingFailure;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/** Asks a provider everything that the selection needs to know, and refuses answers that break the contract. */
final class ProviderAnswers {

    private ProviderAnswers() {}

    /** The line for a provider; {@code priority} receives its priority before it is probed. */
    static Candidate ask(PtyProvider provider, ProviderSource source, IntConsumer priority) {
        priority.accept(provider.priority());
        Availability availability = provider.availability();
        return new Candidate(
                provider.name(),
                source.className(),
                source.origin(),
                OptionalInt.of(provider.priority()),
                capabilities(provider, availability),
                verdict(availability),
                availability.reason(),
                availability.remedy(),
                availability.cause().map(ForeignFailure::harmless));
    }

    /** Not asked for if that would probe again at once what failed for a reason that may pass. */
    private static Set<PtyCapability> capabilities(PtyProvider provider, Availability availability) {
        return PassingFailure.isIn(availability.cause().orElse(null)) ? Set.of() : provider.capabilities();
    }

    private static Verdict verdict(Availability availability) {
        if (availability.isBroken()) {
            return Verdict.BROKEN;
        }
        return availability.isAvailable() ? Verdict.AVAILABLE : Verdict.UNAVAILABLE;
    }

    /** The line for a provider that could not answer. */
    static Candidate broken(ProviderSource source, String reason, String remedy, Optional<Throwable> cause) {
        return new Candidate(
                source.simpleName().isEmpty() ? source.className() : source.simpleName(),
                source.className(),
                source.origin(),
                OptionalInt.empty(),
                Set.of(),
                Verdict.BROKEN,
                reason,
                remedy,
                cause);
    }
}
