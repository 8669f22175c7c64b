// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CloseStressTest {

    private static final int ITERATIONS = 10_000;

    @Test
    @DisplayName(
            "LIFE-01: close against concurrent read, write, resize, wait and close; the device is closed once, and unused after")
    void closeAgainstEverything() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int i = 0; i < ITERATIONS; i++) {
                ScriptedTerminal terminal = new ScriptedTerminal();
                PtySession session = ScriptedProvider.session(terminal, new ScriptedChild());
                race(
                        threads,
                        () -> session.master().read(ByteBuffer.allocate(1)),
                        () -> session.master().write(ByteBuffer.allocate(1)),
                        () -> {
                            session.master().resize(TerminalSize.of(9, 9));
                            return 0;
                        },
                        () -> session.child().waitFor(),
                        () -> {
                            session.close();
                            return 0;
                        },
                        () -> {
                            session.close();
                            return 0;
                        });
                assertThat(terminal.closes()).isEqualTo(1);
                assertThat(terminal.wasUsedAfterClose()).isFalse();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void race(ExecutorService threads, Callable<?>... calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.length);
        List<Future<?>> futures = new ArrayList<>();
        for (Callable<?> call : calls) {
            futures.add(threads.submit(() -> {
                start.await();
                try {
                    return call.call();
                } catch (IOException closed) {
                    return closed; // closing under a call is what this is about
                }
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
    }
}
