// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;
import rmux.pty.api.internal.events.Printable;

/** A call needs a capability that its backend lacks; nothing was changed. */
public class UnsupportedPtyCapabilityException extends UnsupportedOperationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final PtyCapability capability;
    private final String provider;

    /**
     * A refused call.
     *
     * @param provider the name of the backend
     * @param capability what it lacks
     * @param operation the call
     */
    public UnsupportedPtyCapabilityException(String provider, PtyCapability capability, String operation) {
        super(operation + " needs the capability " + capability + ", which the provider \"" + Printable.text(provider)
                + "\" does not have; require(" + capability + ") on the command selects one that does");
        this.capability = capability;
        this.provider = provider;
    }

    /**
     * What the backend lacks.
     *
     * @return the capability
     */
    public PtyCapability capability() {
        return capability;
    }

    /**
     * The name of the backend.
     *
     * @return the name
     */
    public String provider() {
        return provider;
    }
}
