// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

/** Many bytes through one terminal. Rounds of the same length warm up, until the JIT compiler has little left to do. */
final class BulkMeasures {

    private static final double MEBI = 1024 * 1024;
    private static final int WARM_UP = 4;
    private static final int WRITE_SIZE = 4096;

    private BulkMeasures() {}

    static void read(Parameters parameters) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            readOnce(parameters, false);
        }
        readOnce(parameters, true);
    }

    private static void readOnce(Parameters parameters, boolean report) throws Exception {
        int bytes = parameters.number("bytes");
        try (Terminal terminal = parameters.startChild("source", Integer.toString(bytes))) {
            long before = System.nanoTime();
            long cpu = Usage.processCpu();
            long allocated = Usage.allocated();
            int received = 0;
            int calls = 0;
            int count;
            while ((count = terminal.receive(Parameters.BUFFER_SIZE)) > 0) {
                received += count;
                calls++;
            }
            report(parameters, report, bytes, before, cpu, allocated, calls);
            if (terminal.waitFor() != 0 || received != bytes) {
                throw new IllegalStateException(received + " bytes of " + bytes);
            }
        }
    }

    static void write(Parameters parameters) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            writeOnce(parameters, false);
        }
        writeOnce(parameters, true);
    }

    private static void writeOnce(Parameters parameters, boolean report) throws Exception {
        int bytes = parameters.number("bytes");
        try (Terminal terminal = parameters.startChild("sink", Integer.toString(bytes))) {
            terminal.receive(1);
            long before = System.nanoTime();
            long cpu = Usage.processCpu();
            long allocated = Usage.allocated();
            int calls = 0;
            for (int left = bytes; left > 0; left -= WRITE_SIZE) {
                terminal.send(Math.min(left, WRITE_SIZE));
                calls++;
            }
            terminal.receive(1);
            report(parameters, report, bytes, before, cpu, allocated, calls);
        }
    }

    private static void report(
            Parameters parameters, boolean report, int bytes, long before, long cpu, long allocated, int calls) {
        long allocatedHere = Usage.allocated() - allocated;
        long cpuHere = Usage.processCpu() - cpu;
        long took = System.nanoTime() - before;
        if (report) {
            parameters.report("mib-per-s", bytes / MEBI / (took / 1e9));
            parameters.report("cpu-us-per-mib", cpuHere / 1e3 / (bytes / MEBI));
            parameters.report("allocated-per-call", (double) allocatedHere / calls);
        }
    }
}
