// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.stream;

import java.io.IOException;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.Suppression;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.StreamTerminal;

/** Makes the parts of a session of a terminal that is reached through streams. */
public final class StreamParts {

    private StreamParts() {}

    /** Takes over the terminal; closes it if that fails. */
    public static SessionParts of(StreamTerminal terminal, Optional<ProcessHandle> handle) throws PtyException {
        try {
            StreamLink link = new StreamLink(terminal, LibraryExecutor.SHARED);
            StreamDevice device = new StreamDevice(link);
            device.start();
            return new SessionParts(device, new StreamChild(link, handle));
        } catch (IOException | RuntimeException | Error e) {
            try {
                terminal.close();
            } catch (IOException | RuntimeException | Error also) {
                Suppression.add(e, also);
            }
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e instanceof Error error) {
                throw error;
            }
            throw e instanceof PtyException known
                    ? known
                    : new PtyException("start", String.valueOf(e.getMessage()), e);
        }
    }
}
