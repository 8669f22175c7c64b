// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.util.List;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.events.Suppression;
import rmux.pty.api.internal.waiting.ClosingThread;
import rmux.pty.api.internal.waiting.Deadline;
import rmux.pty.api.internal.waiting.LibraryExecutor;
import rmux.pty.api.internal.waiting.Repetition;
import rmux.pty.api.internal.waiting.Uninterruptibly;

/**
 * The classes that closing, undoing and reporting need, loaded before anything is opened: once memory or descriptors have run
 * out, no class can be loaded, and a handler that needs one fails itself.
 */
final class Provisions {

    private static final List<Class<?>> NEEDED = List.of(
            AbandonedStart.class,
            ChildEnding.class,
            ClosingThread.class,
            Deadline.class,
            LibraryExecutor.class,
            QuietLog.class,
            Repetition.class,
            SessionCloser.class,
            Suppression.class,
            Uninterruptibly.class);

    private static volatile boolean complete;

    private Provisions() {}

    /** Loads and initializes them; what fails because of a lack of memory is tried again by the next call. */
    static void ensure() {
        if (!complete) {
            for (Class<?> needed : NEEDED) {
                initialize(needed);
            }
            complete = true;
        }
    }

    private static void initialize(Class<?> needed) {
        try {
            Class<?> unused = Class.forName(needed.getName(), true, needed.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError("a class of this library is missing: " + needed.getName(), e);
        }
    }
}
