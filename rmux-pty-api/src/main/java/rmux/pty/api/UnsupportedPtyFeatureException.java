// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.Printable;

/**
 * A call needs a capability that its backend lacks, or a command has an option that its backend does not know. Nothing was
 * changed. The selection of a backend for a command avoids both.
 */
public final class UnsupportedPtyFeatureException extends UnsupportedOperationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String provider;
    private final transient @Nullable PtyCapability capability;
    private final transient @Nullable PtyOption<?> option;

    /**
     * A call that needs a capability.
     *
     * @param provider the name of the backend
     * @param capability what it lacks
     * @param operation the call
     */
    public UnsupportedPtyFeatureException(String provider, PtyCapability capability, String operation) {
        super(operation + " needs the capability " + capability + ", which the provider \"" + Printable.text(provider)
                + "\" does not have; withRequired(" + capability + ") on the command selects one that does");
        this.provider = provider;
        this.capability = capability;
        this.option = null;
    }

    /**
     * A command with an option.
     *
     * @param provider the name of the backend
     * @param option what it does not know
     * @param known what it knows instead, as text
     */
    public UnsupportedPtyFeatureException(String provider, PtyOption<?> option, String known) {
        super("the provider \"" + Printable.text(provider) + "\" does not know the option \"" + option + "\"; it knows "
                + Printable.text(known));
        this.provider = provider;
        this.capability = null;
        this.option = option;
    }

    /**
     * Returns the name of the backend.
     *
     * @return the name
     */
    public String provider() {
        return provider;
    }

    /**
     * Returns the capability that the backend lacks.
     *
     * @return the capability, or empty if an option is unknown
     */
    public Optional<PtyCapability> capability() {
        return Optional.ofNullable(capability);
    }

    /**
     * Returns the option that the backend does not know.
     *
     * @return the option, or empty if a capability is missing
     */
    public Optional<PtyOption<?>> option() {
        return Optional.ofNullable(option);
    }
}
