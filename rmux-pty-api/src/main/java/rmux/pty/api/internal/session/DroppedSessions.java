// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.waiting.LibraryThreads;

/** Closes sessions that became unreachable without being closed, and logs that (rule LIFE-04). */
final class DroppedSessions {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    /** Made at the first need, not in a static initializer: a thread that is refused once may be granted the next time. */
    private static volatile @Nullable Cleaner cleaner;

    private DroppedSessions() {}

    private static Cleaner cleaner() {
        Cleaner made = cleaner;
        if (made == null) {
            synchronized (DroppedSessions.class) {
                made = cleaner;
                if (made == null) {
                    made = Cleaner.create(task -> LibraryThreads.create("cleaner", 0, task));
                    cleaner = made;
                }
            }
        }
        return made;
    }

    /** Watches a session; neither {@code core} nor {@code closer} may refer to it. */
    static Cleaner.Cleanable watch(Object session, SessionCore core, SessionCloser closer, String description) {
        return cleaner().register(session, () -> closeDropped(core, closer, description));
    }

    private static void closeDropped(SessionCore core, SessionCloser closer, String description) {
        if (closer.hasBegun()) {
            return;
        }
        if (!core.isSettled()) {
            warn(description);
        }
        var unused = closer.closeAsync().whenComplete((nothing, failure) -> {
            if (failure != null) {
                QuietLog.warn(LOGGER, "closing failed for " + description, failure);
            }
        });
    }

    private static void warn(String description) {
        try {
            LOGGER.log(Level.WARNING, "{0} was dropped without close(); closing it", description);
        } catch (RuntimeException | Error e) {
            // Closing is what matters.
        }
    }
}
