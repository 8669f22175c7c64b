// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

/** The time from writing a byte to having it back from a program. */
final class EchoMeasure {

    private EchoMeasure() {}

    static void run(Parameters parameters) throws Exception {
        int count = parameters.number("count");
        long[] nanos = new long[count];
        try (Terminal terminal = parameters.startChild("echo")) {
            terminal.receive(1);
            for (int i = 0; i < count; i++) { // warms up
                roundTrip(terminal);
            }
            long cpu = Usage.processCpu();
            long allocated = Usage.allocated();
            for (int i = 0; i < count; i++) {
                nanos[i] = roundTrip(terminal);
            }
            parameters.report("allocated-per-call", (double) (Usage.allocated() - allocated) / count);
            parameters.report("cpu-us", (Usage.processCpu() - cpu) / 1e3 / count);
        }
        parameters.reportMicros("round-trip", nanos);
    }

    private static long roundTrip(Terminal terminal) throws Exception {
        long before = System.nanoTime();
        terminal.send(1);
        if (terminal.receive(1) != 1) {
            throw new IllegalStateException("the output ended early");
        }
        return System.nanoTime() - before;
    }
}
