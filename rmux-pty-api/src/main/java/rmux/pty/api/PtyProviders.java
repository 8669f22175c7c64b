// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.selection.ProviderRegistry;
import rmux.pty.api.internal.selection.ProviderSelection;
import rmux.pty.api.spi.PtyProvider;

/**
 * A set of backends, of which one is selected by what it can do.
 *
 * <p>The selection leaves out those that are not available on this system, then those that lack a required capability or do
 * not know an option of the command, then takes the one with the highest priority; among equals the first by name. The system property {@value #PROVIDER_PROPERTY}
 * names one that is to be taken instead. Immutable, and safe for use by several threads.
 */
public final class PtyProviders {

    /** The system property that forces the backend of this name. */
    public static final String PROVIDER_PROPERTY = "rmux.pty.provider";

    private static final AtomicReference<@Nullable PtyProviders> INSTALLED = new AtomicReference<>();

    private final ProviderRegistry registry;

    private PtyProviders(ProviderRegistry registry) {
        this.registry = registry;
    }

    /**
     * The backends that are installed beside this library: on its module path or class path. Found once for the life of the
     * JVM.
     *
     * @return the backends
     */
    public static PtyProviders installed() {
        PtyProviders known = INSTALLED.get();
        if (known == null) {
            // Not a static holder: an initializer that failed once, for lack of memory, would fail for the life of the
            // JVM.
            PtyProviders found = from(PtyProviders.class.getClassLoader());
            known = INSTALLED.compareAndSet(null, found) ? found : Objects.requireNonNull(INSTALLED.get());
        }
        return known;
    }

    /**
     * The backends that a class loader and its parents see.
     *
     * @param loader the class loader
     * @return the backends, newly loaded
     */
    public static PtyProviders from(ClassLoader loader) {
        return new PtyProviders(ProviderRegistry.from(loader));
    }

    /**
     * The backends in a module layer and its parents.
     *
     * @param layer the layer
     * @return the backends, newly loaded
     */
    public static PtyProviders from(ModuleLayer layer) {
        return new PtyProviders(ProviderRegistry.from(layer));
    }

    /**
     * These backends and no others.
     *
     * @param providers the backends
     * @return the set of them
     */
    public static PtyProviders of(PtyProvider... providers) {
        return new PtyProviders(ProviderRegistry.of(List.of(providers)));
    }

    /**
     * Selects a backend.
     *
     * @param required what it must be able to do
     * @return the best one
     * @throws NoPtyProviderException if none is there, usable and able; says why for each
     */
    public PtyProvider select(PtyCapability... required) {
        return select(Arrays.asList(required));
    }

    /**
     * Selects a backend.
     *
     * @param required what it must be able to do
     * @return the best one
     * @throws NoPtyProviderException if none is there, usable and able; says why for each
     */
    public PtyProvider select(Collection<PtyCapability> required) {
        Set<PtyCapability> needed = Set.copyOf(required);
        return new ProviderSelection(registry).select(needed, System.getProperty(PROVIDER_PROPERTY, ""));
    }

    /**
     * Selects a backend for a command, by what the command needs and by its options: one of higher priority that does not know
     * an option gives way to one that does, and the option {@code winpty.library} makes winpty usable where no other library is.
     *
     * @param command the command
     * @return the best one that takes it; where none knows all its options, the best that has the capabilities it needs
     * @throws NoPtyProviderException if none is there, usable and able; says why for each
     */
    public PtyProvider select(PtyCommand command) {
        return new ProviderSelection(registry).select(command, System.getProperty(PROVIDER_PROPERTY, ""));
    }

    /**
     * Starts a program on a terminal of its own, by the best backend that takes the command.
     *
     * @param command what to start, and how
     * @return the running session, which the caller closes
     * @throws PtyException if it could not be started; nothing is left behind
     * @throws NoPtyProviderException if no backend is available and has the required capabilities
     */
    public PtySession spawn(PtyCommand command) throws PtyException {
        return select(command).spawn(command);
    }

    /**
     * The backend of a name.
     *
     * @param name the name
     * @return the backend
     * @throws NoPtyProviderException if there is none of that name, or it cannot be used here; says why
     */
    public PtyProvider named(String name) {
        return new ProviderSelection(registry).named(name);
    }

    /**
     * Opens a terminal without a program, by the best backend that can.
     *
     * @param size its size
     * @return the terminal, which the caller closes
     * @throws PtyException if no terminal could be opened
     * @throws NoPtyProviderException if no backend is there, usable and able
     */
    public PtyTerminal open(TerminalSize size) throws PtyException {
        return select(PtyCapability.OPEN_PAIR).open(size);
    }

    /**
     * Every backend that was found, including those that cannot be used or not even be loaded, best first.
     *
     * @return the report
     */
    public ProviderReport report() {
        return registry.report();
    }
}
