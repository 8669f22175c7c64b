// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program on pipes, run to its end. */
final class Run {

    private final int status;
    private final byte[] output;
    private final String errors;

    private Run(int status, byte[] output, String errors) {
        this.status = status;
        this.output = output;
        this.errors = errors;
    }

    int status() {
        return status;
    }

    byte[] output() {
        return output;
    }

    String errors() {
        return errors;
    }

    static Run of(List<String> command, byte[] input, Duration limit) throws Exception {
        Process process = new ProcessBuilder(command).start();
        try {
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> drain(process.getInputStream()));
            CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()));
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(input);
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("not at its end within " + limit + ": " + command);
            }
            return new Run(process.exitValue(), output.get(), new String(errors.get(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    private static byte[] drain(InputStream stream) {
        try (stream) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            stream.transferTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
