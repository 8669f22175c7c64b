// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Many sessions that all write at once: the throughput of all, and whether every output was exact. */
final class ChattyMeasure {

    private static final double MEBI = 1024 * 1024;
    private static final int WARM_UP = 8;

    private ChattyMeasure() {}

    static void run(Parameters parameters) throws Exception {
        ManySessions sessions = ManySessions.of(parameters.library());
        int bytes = parameters.number("bytes");
        for (int i = 0; i < WARM_UP; i++) {
            converse(parameters, sessions, Math.min(100, parameters.number("sessions")), bytes, false);
        }
        converse(parameters, sessions, parameters.number("sessions"), bytes, true);
    }

    private static void converse(Parameters parameters, ManySessions sessions, int count, int bytes, boolean report)
            throws Exception {
        List<Chatter> chatters = new ArrayList<>();
        List<ManySessions.Open> open = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch ended = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Chatter chatter = new Chatter(ready::countDown);
            chatters.add(chatter);
            List<String> command = parameters.childCommand("chatty", Integer.toString(i), Integer.toString(bytes));
            open.add(sessions.open(command, chatter::take, ended::countDown));
        }
        ready.await();
        long before = System.nanoTime();
        long cpu = Usage.processCpu();
        for (ManySessions.Open session : open) {
            session.send();
        }
        ended.await();
        double seconds = (System.nanoTime() - before) / 1e9;
        double cpuMicros = (Usage.processCpu() - cpu) / 1e3;
        for (ManySessions.Open session : open) {
            session.close();
        }
        if (report) {
            int exact = 0;
            for (int i = 0; i < count; i++) {
                exact += chatters.get(i).isTextOf(i, bytes) ? 1 : 0;
            }
            double mebibytes = (double) count * bytes / MEBI;
            parameters.report("mib-per-s", mebibytes / seconds);
            parameters.report("cpu-us-per-mib", cpuMicros / mebibytes);
            parameters.report("exact", exact);
            parameters.report("sessions", count);
        }
    }
}
