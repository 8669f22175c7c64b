// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.wine;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import rmux.pty.api.PtySession;

/** Process trees by what {@code ptyprobe tree} prints. */
public final class Trees {

    private Trees() {}

    /** The ids of the leader, a shim perhaps, and of the three levels of {@code ptyprobe tree}; eldest first. */
    public static List<Long> pids(PtySession session, Screen screen) throws IOException {
        Matcher levels = screen.await("(?s)level 0 leader (\\d+)\\s.*level 1 pid (\\d+)\\s.*level 2 pid (\\d+)\\s");
        Set<Long> pids = new LinkedHashSet<>(List.of(session.child().pid().getAsLong()));
        for (int level = 1; level <= 3; level++) {
            pids.add(Long.parseLong(levels.group(level)));
        }
        return List.copyOf(pids);
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Waits until none of the processes is left. */
    public static void awaitGone(List<Long> pids) throws Exception {
        for (long pid : pids) {
            ProcessHandle.of(pid)
                    .ifPresent(handle -> handle.onExit()
                            .orTimeout(Screen.LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .join());
        }
    }
}
