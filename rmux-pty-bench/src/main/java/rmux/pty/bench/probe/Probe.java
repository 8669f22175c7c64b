// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.util.List;
import java.util.Map;

/** Runs one measure with one library: {@code Probe LIBRARY MEASURE name=value ...}. */
public final class Probe {

    /** Measures something and reports it. */
    interface Measure {
        void run(Parameters parameters) throws Exception;
    }

    private static final Map<String, Measure> MEASURES = Map.ofEntries(
            Map.entry("spawn", SpawnMeasure::run),
            Map.entry("bulk-read", BulkMeasures::read),
            Map.entry("bulk-write", BulkMeasures::write),
            Map.entry("byte-read", ByteMeasures::read),
            Map.entry("byte-write", ByteMeasures::write),
            Map.entry("echo", EchoMeasure::run),
            Map.entry("prompt", PromptMeasure::run),
            Map.entry("live", LiveMeasure::run),
            Map.entry("chatty", ChattyMeasure::run),
            Map.entry("lost-output", LostOutputMeasure::run),
            Map.entry("missing-directory", BehaviorMeasures::missingDirectory),
            Map.entry("virtual-threads", BehaviorMeasures::virtualThreads));

    private Probe() {}

    /** The main program of a measuring JVM. */
    public static void main(String[] arguments) throws Exception {
        Library library = Library.valueOf(arguments[0]);
        Measure measure = MEASURES.get(arguments[1]);
        if (measure == null) {
            throw new IllegalArgumentException("no such measure: " + arguments[1]);
        }
        Parameters parameters = new Parameters(library, List.of(arguments).subList(2, arguments.length));
        if (library == Library.RMUX_VIRTUAL) {
            VirtualThreads.run(() -> measure.run(parameters));
        } else {
            measure.run(parameters);
        }
        // Whatever threads and programs a library leaves, the figures are out.
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
