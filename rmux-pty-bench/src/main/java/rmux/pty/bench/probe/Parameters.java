// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a measure is given, and where it says what it found. */
final class Parameters {

    /** The size of everybody's buffers. */
    static final int BUFFER_SIZE = 64 * 1024;

    private final Library library;
    private final Map<String, String> values = new HashMap<>();

    /** Parses {@code name=value}s. */
    Parameters(Library library, List<String> arguments) {
        this.library = library;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    Library library() {
        return library;
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + "=... is missing");
        }
        return value;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Starts the helper program of the benchmarks, {@code child.c}. */
    Terminal startChild(String... arguments) throws IOException {
        return library.start(childCommand(arguments));
    }

    List<String> childCommand(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(text("child"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Reports a figure. */
    void report(String name, double value) {
        System.out.println(name + "=" + value);
    }

    /** Reports the median and the 99th percentile, in microseconds. */
    void reportMicros(String name, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        report(name + ".p50", sorted[sorted.length / 2] / 1e3);
        report(name + ".p99", sorted[(int) (sorted.length * 99L / 100)] / 1e3);
    }

    /** Reports something that is no number. */
    void note(String name, String text) {
        System.out.println("note." + name + "=" + text.replace('\n', ' '));
    }
}
