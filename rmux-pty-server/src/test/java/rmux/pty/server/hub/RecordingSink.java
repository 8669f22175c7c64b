// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.screen.Screen;
import rmux.pty.server.Eventually;
import rmux.pty.server.TestLimits;

/** A viewer with a screen of its own, which can be stopped. */
final class RecordingSink implements ViewerSink {

    final Screen screen;
    final AtomicLong bytes = new AtomicLong();
    final CompletableFuture<String> end = new CompletableFuture<>();
    private final CountDownLatch painted = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    RecordingSink(TerminalSize size) {
        this.screen = Screen.of(size);
    }

    void stop() {
        gate = new CountDownLatch(1);
    }

    void goOn() {
        gate.countDown();
    }

    @Override
    public void output(ByteBuffer output) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bytes.addAndGet(output.remaining());
        screen.write(output);
        painted.countDown();
    }

    @Override
    public void ended(String reason) {
        end.complete(reason);
    }

    boolean isPainted() throws InterruptedException {
        return painted.await(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
    }

    void await(String text) throws Exception {
        Eventually.within(
                TestLimits.STEP,
                text + " in " + screen.text(),
                () -> screen.text().contains(text));
    }

    String awaitEnd() throws Exception {
        return end.get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS);
    }
}
