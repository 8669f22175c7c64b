// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.internal.events.Printable;
import rmux.pty.api.spi.PtyProvider;

/** Chooses a backend: available, then able, then by priority, then by name. */
public final class ProviderSelection {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final ProviderRegistry registry;
    private final CommandQuestions questions;

    /** A selection among the backends of a registry. */
    public ProviderSelection(ProviderRegistry registry) {
        this.registry = registry;
        this.questions = registry.questions();
    }

    /** The best backend that has what is needed; {@code forced} names the one to take, empty for free choice. */
    public PtyProvider select(Set<PtyCapability> needed, String forced) {
        if (!forced.isEmpty()) {
            ProviderRegistry.Entry entry = available(forced);
            requireAble(entry.candidate(), needed);
            return entry.provider().orElseThrow();
        }
        List<ProviderRegistry.Entry> fitting =
                registry.entries(candidate -> candidate.capabilities().containsAll(needed)).stream()
                        .filter(ProviderRegistry.Entry::isAvailable)
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
        List<ProviderRegistry.Entry> taking = taking(
                registry.entries(candidate -> isNamed(candidate, forced)
                        && candidate.capabilities().containsAll(command.requiredCapabilities())),
                command,
                forced);
        if (taking.isEmpty()) {
            // One that has not been waited for may be the only one that knows the command's options.
            taking = taking(registry.entries(), command, forced);
        }
        if (taking.isEmpty()) {
            return select(command.requiredCapabilities(), forced);
        }
        logTie(taking);
        return taking.get(0).provider().orElseThrow();
    }

    private List<ProviderRegistry.Entry> taking(
            List<ProviderRegistry.Entry> entries, PtyCommand command, String forced) {
        List<ProviderRegistry.Entry> asked = entries.stream()
                .filter(entry -> isNamed(entry.candidate(), forced))
                .filter(entry -> entry.provider().isPresent())
                .toList();
        return questions.accepting(asked, command);
    }

    private static boolean isNamed(Candidate candidate, String forced) {
        return forced.isEmpty() || candidate.name().equals(forced);
    }

    /** The backend of a name. */
    public PtyProvider named(String name) {
        return available(name).provider().orElseThrow();
    }

    private ProviderRegistry.Entry available(String name) {
        List<ProviderRegistry.Entry> entries =
                registry.entries(candidate -> candidate.name().equals(name));
        ProviderRegistry.Entry entry = entries.stream()
                .filter(e -> e.candidate().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoPtyProviderException(
                        "no pty provider is named " + Printable.quoted(name) + "; known are " + names(entries),
                        registry.report()));
        Candidate candidate = entry.candidate();
        if (candidate.verdict() != Verdict.AVAILABLE) {
            throw new NoPtyProviderException(
                    "the pty provider " + Printable.quoted(name) + " cannot be used: "
                            + Printable.text(candidate.reason())
                            + (candidate.remedy().isEmpty() ? "" : "; " + Printable.text(candidate.remedy())),
                    registry.report());
        }
        return entry;
    }

    private void requireAble(Candidate candidate, Set<PtyCapability> needed) {
        if (!candidate.capabilities().containsAll(needed)) {
            Set<PtyCapability> missing = new TreeSet<>(needed);
            missing.removeAll(candidate.capabilities());
            throw new NoPtyProviderException(
                    "the pty provider \"" + candidate.name() + "\", forced by -D" + PtyProviders.PROVIDER_PROPERTY
                            + ", lacks " + missing,
                    registry.report());
        }
    }

    private String explain(Set<PtyCapability> needed) {
        List<ProviderRegistry.Entry> entries = registry.entries();
        if (entries.stream().anyMatch(ProviderRegistry.Entry::isAvailable)) {
            return "no available pty provider has all of the capabilities " + new TreeSet<>(needed);
        }
        String unlisted = UnlistedProviders.explain(
                PtyProvider.class.getClassLoader(),
                entries.stream().map(entry -> entry.candidate().className()).collect(Collectors.toSet()));
        if (entries.isEmpty()) {
            return "no pty provider was found; "
                    + (unlisted.isEmpty()
                            ? "add rmux-pty-posix, rmux-pty-conpty or rmux-pty-winpty: on the module path the"
                                    + " provider's module must be resolved (--add-modules), on the class path its"
                                    + " META-INF/services must be kept"
                            : unlisted);
        }
        return "none of the pty providers found can be used on this system"
                + (unlisted.isEmpty() ? "" : "; " + unlisted);
    }

    private static String names(List<ProviderRegistry.Entry> entries) {
        return entries.stream()
                .map(entry -> Printable.text(entry.candidate().name()))
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
