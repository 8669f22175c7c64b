// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.waiting.LibraryThreads;

/** Reads a program's standard error in a thread of its own, beside whoever reads the terminal, until it ends or is closed. */
final class ErrorCollector {

    private static final int PIECE = 16 * 1024;

    private final InputStream stream;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private ErrorCollector(InputStream stream, int limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /** Starts to read; keeps {@code limit} bytes at most, and discards the others. */
    static ErrorCollector start(InputStream stream, int limit) throws PtyException {
        ErrorCollector made = new ErrorCollector(stream, limit);
        @Nullable Throwable refused = LibraryThreads.tryStart("run-error", 0, made::readAll);
        if (refused != null) {
            throw new PtyException("start thread", "no thread can be started to read standard error", refused);
        }
        return made;
    }

    private void readAll() {
        try {
            byte[] piece = new byte[PIECE];
            int count = stream.read(piece);
            while (count >= 0) {
                kept.write(piece, 0, Math.min(count, limit - kept.size()));
                count = stream.read(piece);
            }
            whole.complete(kept.toByteArray());
        } catch (IOException | RuntimeException | Error e) {
            whole.completeExceptionally(e);
        }
    }

    /** Waits for the end of standard error; empty if the time is over before. */
    Optional<byte[]> await(Duration left) throws IOException, InterruptedException {
        try {
            return Optional.of(whole.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new PtyException("read", "standard error could not be read: " + e.getCause(), e);
        }
    }
}
