// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.spi.PtyProvider;

/** Chooses a backend: available, then able, then by priority, then by name. */
public final class ProviderSelection {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final ProviderRegistry registry;

    /** A selection among the backends of a registry. */
    public ProviderSelection(ProviderRegistry registry) {
        this.registry = registry;
    }

    /** The best backend that has what is needed; {@code forced} names the one to take, empty for free choice. */
    public PtyProvider select(Set<PtyCapability> needed, String forced) {
        if (!forced.isEmpty()) {
            PtyProvider provider = named(forced);
            requireAble(provider, needed, forced);
            return provider;
        }
        List<ProviderRegistry.Entry> fitting = registry.entries().stream()
                .filter(entry -> entry.candidate().verdict() == Verdict.AVAILABLE)
                .filter(entry -> entry.candidate().capabilities().containsAll(needed))
                .toList();
        if (fitting.isEmpty()) {
            throw new NoPtyProviderException(explain(needed), registry.report());
        }
        logTie(fitting);
        return fitting.get(0).provider().orElseThrow();
    }

    /**
     * The best backend that takes a command, {@code forced} or of free choice. Where none does, the best that has what the
     * command needs: that one says what it refuses.
     */
    public PtyProvider select(PtyCommand command, String forced) {
        List<ProviderRegistry.Entry> taking = registry.entries().stream()
                .filter(entry -> forced.isEmpty() || entry.candidate().name().equals(forced))
                .filter(entry ->
                        entry.provider().map(it -> accepts(it, command)).orElse(false))
                .toList();
        if (taking.isEmpty()) {
            return select(command.requiredCapabilities(), forced);
        }
        logTie(taking);
        return taking.get(0).provider().orElseThrow();
    }

    /** One that throws where it must not disturbs nobody. */
    private static boolean accepts(PtyProvider provider, PtyCommand command) {
        try {
            return provider.accepts(command);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, "the pty provider " + provider.getClass().getName() + " is broken", e);
            return false;
        }
    }

    /** The backend of a name. */
    public PtyProvider named(String name) {
        ProviderRegistry.Entry entry = registry.entries().stream()
                .filter(e -> e.candidate().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoPtyProviderException(
                        "no pty provider is named \"" + name + "\"; known are " + names(), registry.report()));
        Candidate candidate = entry.candidate();
        if (candidate.verdict() != Verdict.AVAILABLE) {
            throw new NoPtyProviderException(
                    "the pty provider \"" + name + "\" cannot be used: " + candidate.reason()
                            + (candidate.remedy().isEmpty() ? "" : "; " + candidate.remedy()),
                    registry.report());
        }
        return entry.provider().orElseThrow();
    }

    private void requireAble(PtyProvider provider, Set<PtyCapability> needed, String forced) {
        if (!provider.capabilities().containsAll(needed)) {
            EnumSet<PtyCapability> missing = EnumSet.copyOf(needed);
            missing.removeAll(provider.capabilities());
            throw new NoPtyProviderException(
                    "the pty provider \"" + forced + "\", forced by -D" + PtyProviders.PROVIDER_PROPERTY + ", lacks "
                            + missing,
                    registry.report());
        }
    }

    private String explain(Set<PtyCapability> needed) {
        if (registry.entries().isEmpty()) {
            return "no pty provider was found; add rmux-pty-posix, rmux-pty-conpty or rmux-pty-winpty: on the module path the"
                    + " provider's module must be resolved (--add-modules), on the class path its META-INF/services must be kept";
        }
        boolean anyAvailable =
                registry.entries().stream().anyMatch(e -> e.candidate().verdict() == Verdict.AVAILABLE);
        return anyAvailable
                ? "no available pty provider has all of the capabilities " + EnumSet.copyOf(needed)
                : "none of the pty providers found can be used on this system";
    }

    private String names() {
        return registry.entries().stream()
                .map(entry -> entry.candidate().name())
                .sorted()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void logTie(List<ProviderRegistry.Entry> fitting) {
        if (fitting.size() < 2) {
            return;
        }
        Candidate first = fitting.get(0).candidate();
        Candidate second = fitting.get(1).candidate();
        if (first.priority().equals(second.priority())) {
            LOGGER.log(
                    Level.WARNING,
                    "pty providers \"{0}\" and \"{1}\" have the same priority {2}; taking \"{0}\" by name; -D{3}=<name> decides",
                    first.name(),
                    second.name(),
                    first.priority().orElseThrow(),
                    PtyProviders.PROVIDER_PROPERTY);
        }
    }
}
