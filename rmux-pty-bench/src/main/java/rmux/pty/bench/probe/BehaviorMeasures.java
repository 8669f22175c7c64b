// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What is not fast or slow, but so or not so; 1 for yes. */
final class BehaviorMeasures {

    private static final int PATIENCE_SECONDS = 5;

    private BehaviorMeasures() {}

    /** Whether a missing directory is refused. */
    static void missingDirectory(Parameters parameters) throws Exception {
        Path missing = Path.of("/no/such/directory");
        try (Terminal terminal = parameters.library().startIn(missing, List.of("/bin/pwd"))) {
            terminal.receive(Parameters.BUFFER_SIZE);
            String directory = StandardCharsets.UTF_8
                    .decode(terminal.received())
                    .toString()
                    .trim();
            int code = terminal.waitFor();
            parameters.report("yes", 0);
            boolean elsewhere = directory.equals(Path.of("").toAbsolutePath().toString());
            parameters.note(
                    "observed",
                    "the program ran " + (elsewhere ? "in the JVM's own directory" : "and printed " + directory)
                            + ", exit " + code);
        } catch (IOException | UncheckedIOException e) {
            parameters.report("yes", 1);
            parameters.note("observed", String.valueOf(e.getMessage()));
        }
    }

    /** Whether another virtual thread gets on while as many as there are processors, four times, are blocked in reading. */
    static void virtualThreads(Parameters parameters) throws Exception {
        int count = 4 * Runtime.getRuntime().availableProcessors();
        ExecutorService executor = VirtualThreads.executor();
        CountDownLatch reading = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Terminal terminal = parameters.startChild("idle");
            terminal.receive(1);
            Future<?> unused = executor.submit(() -> {
                reading.countDown();
                return terminal.receive(Parameters.BUFFER_SIZE);
            });
        }
        boolean allGotToRead = reading.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CountDownLatch ran = new CountDownLatch(1);
        executor.execute(ran::countDown);
        boolean otherRan = ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        parameters.report("yes", otherRan ? 1 : 0);
        long began = count - reading.getCount();
        parameters.note(
                "observed",
                "of " + count + " virtual threads " + (allGotToRead ? "all" : began)
                        + " got as far as reading, and another "
                        + (otherRan ? "ran meanwhile" : "did not run within " + PATIENCE_SECONDS + " s"));
    }
}
