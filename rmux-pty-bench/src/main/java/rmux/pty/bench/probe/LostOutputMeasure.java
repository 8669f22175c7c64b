// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Programs that print a line and exit, from several threads at a time: how often is the line what is read? */
final class LostOutputMeasure {

    private static final List<String> COMMAND = List.of("/bin/echo", "hello");
    private static final String EXPECTED = "hello\r\n";

    private LostOutputMeasure() {}

    static void run(Parameters parameters) throws Exception {
        int threads = parameters.number("threads");
        int each = parameters.number("each");
        ConcurrentHashMap<String, LongAdder> outcomes = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(threads);
        long before = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            new Thread(() -> {
                        for (int j = 0; j < each; j++) {
                            outcomes.computeIfAbsent(outcome(parameters.library()), o -> new LongAdder())
                                    .increment();
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        parameters.report("seconds", (System.nanoTime() - before) / 1e9);
        LongAdder exact = outcomes.getOrDefault("exact", new LongAdder());
        parameters.report("exact", (double) exact.sum());
        parameters.report("total", (double) threads * each);
        outcomes.remove("exact");
        if (!outcomes.isEmpty()) {
            parameters.note("other", outcomes.toString());
        }
    }

    private static String outcome(Library library) {
        try (Terminal terminal = library.start(COMMAND)) {
            StringBuilder text = new StringBuilder();
            while (terminal.receive(Parameters.BUFFER_SIZE) > 0) {
                text.append(StandardCharsets.UTF_8.decode(terminal.received()));
            }
            int code = terminal.waitFor();
            boolean exact = code == 0 && text.toString().equals(EXPECTED);
            return exact ? "exact" : "\"" + text.toString().trim() + "\" and exit " + code;
        } catch (IOException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
