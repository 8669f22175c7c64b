// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a live session costs, with somebody waiting for its output: memory, threads, descriptors, and CPU while nothing happens. */
final class LiveMeasure {

    private static final int WARMUP = 50;

    /** Longer than threads without work live on. */
    private static final int SETTLING_MILLIS = 4_000;

    private LiveMeasure() {}

    static void run(Parameters parameters) throws Exception {
        int count = parameters.number("sessions");
        for (int i = 0; i < WARMUP; i++) {
            try (Terminal warmup = parameters.startChild("idle")) {
                warmup.receive(1);
            }
        }
        ManySessions sessions = ManySessions.of(parameters.library());
        long heap = Usage.heap();
        int descriptors = Usage.descriptors();
        long resident = Usage.status("VmRSS");
        long before = System.nanoTime();
        int opened = 0;
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (; opened < count; opened++) {
                open.add(sessions.open(parameters.childCommand("idle"), buffer -> {}, () -> {}));
            }
        } catch (IOException e) {
            parameters.note("stopped", String.valueOf(e.getMessage()));
        }
        parameters.report("open-ms-per-session", (System.nanoTime() - before) / 1e6 / opened);
        Thread.sleep(SETTLING_MILLIS);
        parameters.report("sessions", opened);
        // The heap was touched as a whole at the start, so that only what lies outside it lets the resident memory
        // grow.
        parameters.report("descriptors-per-session", (Usage.descriptors() - descriptors) / (double) opened);
        double heapKib = (Usage.heap() - heap) / 1024.0;
        parameters.report("heap-kib-per-session", heapKib / opened);
        parameters.report("kib-per-session", (heapKib + Usage.status("VmRSS") - resident) / opened);
        parameters.report("threads", (double) LibraryThreads.count());
        parameters.report("pool-threads", (double) LibraryThreads.countLent());
        reportIdleCpu(parameters);
        parameters.note("kept", open.size() + " sessions");
    }

    private static void reportIdleCpu(Parameters parameters) throws IOException, InterruptedException {
        int millis = parameters.number("idle-ms");
        long switches = LibraryThreads.contextSwitches();
        long cpu = LibraryThreads.cpuNanos();
        Thread.sleep(millis);
        parameters.report("idle-cpu-us-per-s", (LibraryThreads.cpuNanos() - cpu) / 1e3 * 1e3 / millis);
        parameters.report("idle-switches-per-s", (LibraryThreads.contextSwitches() - switches) * 1e3 / millis);
    }
}
