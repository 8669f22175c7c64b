// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;

/**
 * Every backend that was found, usable or not.
 *
 * <p>A backend that cannot be loaded, or that throws where it must not, becomes a line of the report and spoils nothing for
 * the others: {@link ServiceLoader} reports each such provider as an error of its own entry and goes on behind it.
 */
public final class ProviderRegistry {

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparing(
                    (Entry entry) -> entry.candidate().verdict())
            .thenComparingInt(entry -> -entry.candidate().priority().orElse(Integer.MIN_VALUE + 1))
            .thenComparing(entry -> entry.candidate().name());

    private static final Pattern NAMED_IN_MESSAGE = Pattern.compile(": (?:Provider )?([\\w.$]+) (?:not|could)");

    /** ServiceLoader makes progress behind a broken entry; this bounds what it would take if it ever did not. */
    private static final int MOST_BROKEN_ENTRIES = 100;

    /** A candidate, and the backend itself where it could be loaded. */
    record Entry(Candidate candidate, Optional<PtyProvider> provider) {}

    private final List<Entry> entries;

    private ProviderRegistry(List<Entry> entries) {
        this.entries = entries.stream().sorted(BEST_FIRST).toList();
    }

    /** What a class loader and its parents see. */
    public static ProviderRegistry from(ClassLoader loader) {
        return load(() -> ServiceLoader.load(PtyProvider.class, loader));
    }

    /** What a module layer and its parents hold. */
    public static ProviderRegistry from(ModuleLayer layer) {
        return load(() -> ServiceLoader.load(layer, PtyProvider.class));
    }

    /** These and no others. */
    public static ProviderRegistry of(List<PtyProvider> providers) {
        return new ProviderRegistry(
                providers.stream().map(ProviderRegistry::describe).toList());
    }

    List<Entry> entries() {
        return entries;
    }

    /** The candidates, best first. */
    public ProviderReport report() {
        return new ProviderReport(entries.stream().map(Entry::candidate).toList());
    }

    private static ProviderRegistry load(Supplier<ServiceLoader<PtyProvider>> source) {
        List<Entry> entries = new ArrayList<>();
        Set<Class<?>> seen = new LinkedHashSet<>();
        try {
            Iterator<ServiceLoader.Provider<PtyProvider>> found =
                    source.get().stream().iterator();
            for (int failures = 0; failures < MOST_BROKEN_ENTRIES; ) {
                try {
                    if (!found.hasNext()) {
                        break;
                    }
                    ServiceLoader.Provider<PtyProvider> provider = found.next();
                    if (seen.add(provider.type())) {
                        entries.add(instantiate(provider));
                    }
                } catch (ServiceConfigurationError e) {
                    failures++;
                    entries.add(notLoadable(e));
                }
            }
        } catch (ServiceConfigurationError e) {
            entries.add(notLoadable(e));
        }
        return new ProviderRegistry(entries);
    }

    /** An entry whose class is not even there; ServiceLoader names it in its message alone. */
    private static Entry notLoadable(ServiceConfigurationError failure) {
        Matcher named = NAMED_IN_MESSAGE.matcher(String.valueOf(failure.getMessage()));
        String className = named.find() ? named.group(1) : "unknown";
        return broken(className, className, "the list of providers", failure);
    }

    private static Entry instantiate(ServiceLoader.Provider<PtyProvider> provider) {
        Class<?> type = provider.type();
        try {
            return describe(provider.get());
        } catch (RuntimeException | Error e) {
            return broken(type.getSimpleName(), type.getName(), origin(type), survivable(e));
        }
    }

    /** Whatever a foreign class throws belongs into the report, but what says that the JVM itself is in trouble. */
    private static Throwable survivable(Throwable failure) {
        if (failure instanceof VirtualMachineError trouble && !(failure instanceof StackOverflowError)) {
            throw trouble;
        }
        return failure;
    }

    private static Entry describe(PtyProvider provider) {
        Class<?> type = provider.getClass();
        try {
            Availability availability = provider.availability();
            Candidate candidate = new Candidate(
                    provider.name(),
                    type.getName(),
                    origin(type),
                    OptionalInt.of(provider.priority()),
                    provider.capabilities(),
                    availability.isAvailable() ? Verdict.AVAILABLE : Verdict.UNAVAILABLE,
                    availability.reason(),
                    availability.remedy(),
                    availability.cause());
            return new Entry(candidate, Optional.of(provider));
        } catch (RuntimeException | Error e) {
            return broken(type.getSimpleName(), type.getName(), origin(type), survivable(e));
        }
    }

    private static Entry broken(String name, String className, String origin, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = "could not be loaded: " + root;
        Candidate candidate = new Candidate(
                name,
                className,
                origin,
                OptionalInt.empty(),
                Set.of(),
                Verdict.BROKEN,
                reason,
                "repair or remove it",
                Optional.of(failure));
        return new Entry(candidate, Optional.empty());
    }

    private static String origin(Class<?> type) {
        if (type.getModule().isNamed()) {
            return "module " + type.getModule().getDescriptor().toNameAndVersion();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "class path" : "class path, " + source.getLocation();
    }
}
