// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;

/** Bytes one by one: the cost of a call. The first half warms up. */
final class ByteMeasures {

    private ByteMeasures() {}

    /** Moves one byte. */
    private interface Call {
        void run() throws IOException;
    }

    static void read(Parameters parameters) throws Exception {
        int count = parameters.number("count");
        try (Terminal terminal = parameters.startChild("source", Integer.toString(2 * count))) {
            Call call = () -> {
                if (terminal.receive(1) != 1) {
                    throw new IllegalStateException("the output ended early");
                }
            };
            repeat(call, count);
            measure(parameters, call, count);
        }
    }

    static void write(Parameters parameters) throws Exception {
        int count = parameters.number("count");
        try (Terminal terminal = parameters.startChild("sink", Integer.toString(2 * count))) {
            terminal.receive(1);
            Call call = () -> terminal.send(1);
            repeat(call, count);
            measure(parameters, call, count);
            terminal.receive(1);
        }
    }

    private static void repeat(Call call, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            call.run();
        }
    }

    private static void measure(Parameters parameters, Call call, int count) throws IOException {
        long cpu = Usage.threadCpu();
        long allocated = Usage.allocated();
        repeat(call, count);
        double allocatedPerCall = (double) (Usage.allocated() - allocated) / count;
        parameters.report("cpu-us", (Usage.threadCpu() - cpu) / 1e3 / count);
        parameters.report("allocated-per-call", allocatedPerCall);
    }
}
