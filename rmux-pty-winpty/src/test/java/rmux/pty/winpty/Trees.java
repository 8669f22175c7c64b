// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;

/** Process trees by what {@code ptyprobe tree} prints. */
final class Trees {

    private Trees() {}

    /** The ids of the leader and of two generations below it, all of them running. */
    static List<Long> pids(Screen screen) throws IOException {
        Matcher levels = screen.await("(?s)level 0 pid (\\d+).*level 1 pid (\\d+).*level 2 pid (\\d+)");
        List<Long> pids = new ArrayList<>();
        for (int level = 1; level <= 3; level++) {
            pids.add(Long.parseLong(levels.group(level)));
        }
        return pids;
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Waits until none of the processes is left. */
    static void awaitGone(List<Long> pids) throws Exception {
        for (long pid : pids) {
            ProcessHandle.of(pid)
                    .ifPresent(handle -> handle.onExit()
                            .orTimeout(Screen.LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .join());
        }
    }
}
