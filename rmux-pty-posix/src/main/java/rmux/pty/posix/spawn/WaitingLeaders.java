// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.api.internal.waiting.Repetition;
import rmux.pty.posix.io.MasterDevice;
import rmux.pty.posix.process.PosixChild;

/**
 * Lets leaders end that wait in their exit until somebody has read what they wrote: from about macOS 15 on, nobody is notified of
 * such an exit, and {@code waitpid(2)} does not return it, so that waiting for a program whose output is left unread would never
 * end (rule EXIT-06). What they wrote is read for them, and kept for those who read later.
 *
 * <p>The system tells nobody that a process has begun to exit, so that one thread for all sessions looks ten times a second at
 * those that have unread output.
 */
final class WaitingLeaders {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private final Map<PosixChild, MasterDevice> leaders = new HashMap<>();
    private boolean looking;

    /** Looks after a program from now on until it has been collected; if the system refuses the thread, from the next one on. */
    synchronized void add(PosixChild leader, MasterDevice device) {
        leaders.put(leader, device);
        if (!looking) {
            looking = LibraryThreads.tryStart("leaders", 0, () -> Repetition.untilTrue(this::lookOnce)) == null;
        }
    }

    /** Returns true if nobody is left, and this is to end as well. */
    private boolean lookOnce() {
        List<PosixChild> current;
        synchronized (this) {
            leaders.keySet().removeIf(PosixChild::isOver);
            current = new ArrayList<>(leaders.keySet());
            looking = !current.isEmpty();
        }
        current.forEach(this::look);
        return current.isEmpty();
    }

    private void look(PosixChild leader) {
        MasterDevice device;
        synchronized (this) {
            device = leaders.get(leader);
        }
        try {
            if (device != null && device.hasUnreadOutput() && leader.isExiting()) {
                device.readEarly();
            }
        } catch (RuntimeException | Error e) {
            QuietLog.warn(LOGGER, "the output of a program that waits in its exit could not be read", e);
        }
    }
}
