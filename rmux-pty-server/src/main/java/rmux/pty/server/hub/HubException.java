// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;

/** Thrown when a hub refuses something: an unknown name, a name that is in use, a limit. The message is one sentence. */
public final class HubException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param sentence what was refused, and what to do about it
     */
    public HubException(String sentence) {
        super(sentence);
    }
}
