// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/** The sessions that a server has open, so that closing the server ends them all. Safe for use by several threads. */
public final class OpenSessions {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");

    private final Set<PtySession> sessions = new HashSet<>(); // guarded by this
    private boolean closed; // guarded by this

    /** Creates an empty collection. */
    public OpenSessions() {}

    /**
     * Starts a program.
     *
     * @param command the program
     * @return its session, which the caller closes
     * @throws IOException if it cannot be started, or the server is being closed
     */
    public PtySession spawn(PtyCommand command) throws IOException {
        PtySession session = command.spawn();
        synchronized (this) {
            sessions.removeIf(known -> !known.master().isOpen());
            if (!closed) {
                sessions.add(session);
                return session;
            }
        }
        session.close();
        throw new IOException("the server is being closed");
    }

    /**
     * Closes a session without blocking. A failure is logged.
     *
     * @param session the session
     */
    public void close(PtySession session) {
        CompletableFuture<Void> logged = closing(session);
        LOGGER.log(Level.TRACE, "closing: {0}", logged);
    }

    private static CompletableFuture<Void> closing(PtySession session) {
        return session.closeAsync().exceptionally(failure -> {
            LOGGER.log(Level.DEBUG, "close", failure);
            return null;
        });
    }

    /** Closes all sessions, and those that are started from now on; blocks until what they started has ended. */
    public void closeAll() {
        List<PtySession> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(sessions);
            sessions.clear();
        }
        CompletableFuture.allOf(open.stream().map(OpenSessions::closing).toArray(CompletableFuture<?>[]::new))
                .join();
    }
}
