// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal;

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
            while (advance(found, entries)) {
                next(found, entries).ifPresent(provider -> {
                    if (seen.add(provider.type())) {
                        entries.add(instantiate(provider));
                    }
                });
            }
        } catch (ServiceConfigurationError e) {
            entries.add(broken("?", "?", "the list of providers", e));
        }
        return new ProviderRegistry(entries);
    }

    private static boolean advance(Iterator<?> found, List<Entry> entries) {
        for (int failures = 0; failures < 100; failures++) {
            try {
                return found.hasNext();
            } catch (ServiceConfigurationError e) {
                entries.add(broken("?", "?", "the list of providers", e));
            }
        }
        return false;
    }

    private static Optional<ServiceLoader.Provider<PtyProvider>> next(
            Iterator<ServiceLoader.Provider<PtyProvider>> found, List<Entry> entries) {
        try {
            return Optional.of(found.next());
        } catch (ServiceConfigurationError e) {
            entries.add(broken("?", "?", "the list of providers", e));
            return Optional.empty();
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // any Throwable of a foreign constructor belongs into the report
    private static Entry instantiate(ServiceLoader.Provider<PtyProvider> provider) {
        Class<?> type = provider.type();
        try {
            return describe(provider.get());
        } catch (ServiceConfigurationError | RuntimeException | LinkageError | AssertionError e) {
            return broken(type.getSimpleName(), type.getName(), origin(type), e);
        }
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
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return broken(type.getSimpleName(), type.getName(), origin(type), e);
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
