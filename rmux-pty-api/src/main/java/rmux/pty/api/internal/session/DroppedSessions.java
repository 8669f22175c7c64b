// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import rmux.pty.api.internal.channel.SessionCore;

/** Closes sessions that became unreachable without being closed, and says so (rule LIFE-04). */
final class DroppedSessions {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");
    private static final Cleaner CLEANER = Cleaner.create(task -> {
        Thread thread = new Thread(task, "rmux-pty-cleaner");
        thread.setDaemon(true);
        return thread;
    });

    private DroppedSessions() {}

    /** Watches a session; {@code core} must not refer to it. */
    static Cleaner.Cleanable watch(Object session, SessionCore core, String description) {
        return CLEANER.register(session, () -> closeAbandoned(core, description));
    }

    private static void closeAbandoned(SessionCore core, String description) {
        if (core.isClosing() || core.isSettled()) {
            settle(core, description);
            return;
        }
        LOGGER.log(Level.WARNING, "{0} was dropped without close(); closing it", description);
        settle(core, description);
    }

    private static void settle(SessionCore core, String description) {
        try {
            core.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "closing the abandoned " + description + " failed", e);
        }
    }
}
