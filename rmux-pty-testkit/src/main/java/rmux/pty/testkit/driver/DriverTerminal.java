// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.StreamTerminal;

/** A terminal with the program that a driver has started on it. */
final class DriverTerminal implements StreamTerminal {

    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration FOREVER = Duration.ofDays(1);

    private final DriverProcess driver;
    private final CompletableFuture<ExitStatus> exit;
    private volatile boolean closing;
    private final InputStream output = new Output();
    private final OutputStream input = new Input();

    DriverTerminal(DriverProcess driver) {
        this.driver = driver;
        this.exit = driver.begin("wait", Map.of()).thenApply(DriverTerminal::status);
    }

    private static ExitStatus status(Map<String, Object> answer) {
        if (answer.get("code") instanceof Long code) {
            return new ExitStatus.Exited(code.intValue());
        }
        if (answer.get("signal") instanceof Long number && answer.get("name") instanceof String name) {
            return new ExitStatus.Signaled(number.intValue(), name, Boolean.TRUE.equals(answer.get("core")));
        }
        return new ExitStatus.Unknown("the driver told neither a code nor a signal: " + answer);
    }

    /** Asks for output when it is read; nothing is read ahead here. */
    private final class Output extends InputStream {
        private byte[] piece = {};
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            while (at == piece.length) {
                Map<String, Object> answer =
                        DriverProcess.await("read", driver.begin("read", Map.of("max", length)), FOREVER);
                if (!(answer.get("data") instanceof String data)) {
                    return -1;
                }
                piece = decoded(data);
                at = 0;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, buffer, offset, count);
            at += count;
            return count;
        }

        private byte[] decoded(String data) throws IOException {
            try {
                return Base64.getDecoder().decode(data);
            } catch (IllegalArgumentException e) {
                throw new IOException("the driver's data is not Base64: " + e.getMessage(), e);
            }
        }
    }

    private final class Input extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            String data = Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, offset, offset + length));
            driver.ask("write", Map.of("data", data), FOREVER);
        }
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        driver.ask("resize", DriverPtyProvider.members(size), LIMIT);
    }

    /** A terminal that has been closed has no foreground job; what is signaled then is a program that survived the hang-up. */
    @Override
    public void signal(PtySignal signal) throws IOException {
        signal(signal, closing ? "leader" : "foreground");
    }

    void signal(PtySignal signal, String target) throws IOException {
        driver.ask("signal", Map.of("name", signal.posixName(), "target", target), LIMIT);
    }

    boolean isClosing() {
        return closing;
    }

    Map<String, Object> ask(String verb) throws IOException {
        return driver.ask(verb, Map.of(), LIMIT);
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    /** Closes the terminal, which hangs the program up, and waits for the exit; a driver that does not answer is ended. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            driver.ask("close", Map.of(), LIMIT);
            exit.copy().orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new IOException("the driver did not tell the program's exit after closing", e);
        } finally {
            driver.end();
        }
    }
}
