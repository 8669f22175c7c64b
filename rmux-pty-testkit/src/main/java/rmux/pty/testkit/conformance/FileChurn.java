// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that open and close files and pipes all the time, to see whether descriptors leak into programs. */
final class FileChurn implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong opened = new AtomicLong();
    private volatile boolean stop;

    private FileChurn() {}

    static FileChurn start(Path scratch, int count) throws IOException {
        Path file = Files.writeString(scratch.resolve("churn"), "x");
        FileChurn churn = new FileChurn();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> churn.run(file), "conformance-churn-" + i);
            thread.setDaemon(true);
            churn.threads.add(thread);
            thread.start();
        }
        return churn;
    }

    private void run(Path file) {
        while (!stop) {
            try (InputStream stream = Files.newInputStream(file)) {
                Pipe pipe = Pipe.open();
                pipe.source().close();
                pipe.sink().close();
                opened.addAndGet(2 + stream.read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Fails when nothing was opened meanwhile. */
    void check() {
        assertTrue(opened.get() > 0, "the threads that open files did not get to it");
    }

    @Override
    public void close() {
        stop = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
