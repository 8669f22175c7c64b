// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.internal.events.Printable;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/** Asks a provider everything that the selection needs to know, and refuses answers that break the contract. */
final class ProviderAnswers {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private ProviderAnswers() {}

    /** Throws whatever the provider throws; {@code priority} receives its priority as soon as that is known. */
    static Candidate ask(PtyProvider provider, ProviderSource source, IntConsumer priority) {
        String name = Objects.requireNonNull(provider.name(), "name() returned null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException("name() must return lower case letters, digits and hyphens, but returned \""
                    + Printable.text(name, 64) + "\"");
        }
        int rank = provider.priority();
        priority.accept(rank);
        Availability availability = Objects.requireNonNull(provider.availability(), "availability() returned null");
        Set<PtyCapability> capabilities = copy(provider.capabilities());
        return new Candidate(
                name,
                source.className(),
                source.origin(),
                OptionalInt.of(rank),
                capabilities,
                availability.isAvailable() ? Verdict.AVAILABLE : Verdict.UNAVAILABLE,
                availability.reason(),
                availability.remedy(),
                availability.cause().map(ForeignFailure::harmless));
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

    /** Copies element by element, so that a set which lies about its size or never ends does no harm. */
    private static Set<PtyCapability> copy(Set<PtyCapability> capabilities) {
        Objects.requireNonNull(capabilities, "capabilities() returned null");
        EnumSet<PtyCapability> copy = EnumSet.noneOf(PtyCapability.class);
        int most = PtyCapability.values().length;
        for (PtyCapability capability : capabilities) {
            copy.add(Objects.requireNonNull(capability, "capabilities() returned a set with null"));
            if (most-- == 0) {
                throw new IllegalStateException("capabilities() returned more elements than there are capabilities");
            }
        }
        return Set.copyOf(copy);
    }
}
