// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import java.lang.reflect.Modifier;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import rmux.pty.api.internal.events.Printable;
import rmux.pty.api.spi.PtyProvider;

/**
 * Where a provider comes from. Calling {@link Maker#make} runs the provider's code; nothing else here does.
 *
 * @param className the name of its class
 * @param simpleName the name of its class without the package
 * @param origin its module or its place on the class path
 * @param maker makes the provider, or throws why it could not even be loaded
 */
record ProviderSource(String className, String simpleName, String origin, Maker maker) {

    /** ServiceLoader makes progress behind a broken entry; this bounds what it would take if it ever did not. */
    private static final int MOST_BROKEN_ENTRIES = 100;

    /** Makes a provider, or throws whatever its class throws. */
    interface Maker {
        PtyProvider make();
    }

    /** A provider that the application made. */
    static ProviderSource of(PtyProvider provider) {
        return of(provider.getClass(), () -> provider);
    }

    /** What a class loader and its parents see. */
    static List<ProviderSource> in(ClassLoader loader) {
        return load(() -> ServiceLoader.load(PtyProvider.class, loader), () -> ListedProviders.in(loader));
    }

    /** What a module layer and its parents hold. */
    static List<ProviderSource> in(ModuleLayer layer) {
        return load(() -> ServiceLoader.load(layer, PtyProvider.class), () -> ListedProviders.in(layer));
    }

    private static List<ProviderSource> load(
            Supplier<ServiceLoader<PtyProvider>> loader, Supplier<Set<String>> listed) {
        List<ProviderSource> sources = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        Iterator<ServiceLoader.Provider<PtyProvider>> found =
                loader.get().stream().iterator();
        for (int failures = 0; failures < MOST_BROKEN_ENTRIES; ) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<PtyProvider> provider = found.next();
                Class<? extends PtyProvider> type = provider.type();
                // A provider method may declare a type that other modules declare too; a class is registered once.
                if (Modifier.isAbstract(type.getModifiers()) || seen.add(type)) {
                    sources.add(of(type, provider::get));
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                failures++;
                sources.add(notLoadable(e, listed.get()));
            }
        }
        return sources;
    }

    private static ProviderSource notLoadable(Error failure, Set<String> listed) {
        String named = ListedProviders.mentioned(listed, String.valueOf(failure.getMessage()));
        String name = named == null ? "unknown" : Printable.text(named);
        return new ProviderSource(name, name, "the list of providers", () -> {
            throw failure;
        });
    }

    private static ProviderSource of(Class<?> type, Maker maker) {
        return new ProviderSource(type.getName(), type.getSimpleName(), origin(type), maker);
    }

    private static String origin(Class<?> type) {
        if (type.getModule().isNamed()) {
            return "module " + type.getModule().getDescriptor().toNameAndVersion();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "class path" : "class path, " + source.getLocation();
    }
}
