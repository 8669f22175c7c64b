// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The launcher script of this source tree, run with the JDK that runs the tests, without a terminal. */
final class Launcher {

    /** The top of the source tree. */
    static final Path TOP = top();

    /** What a user calls. */
    static final Path SCRIPT = TOP.resolve("rmux-pty");

    /** A thread for each: those of the common pool are as few as one, and these tasks block. */
    private static final Executor ELSEWHERE = task -> new Thread(task).start();

    /** What came out of a run; {@code latin1} is the output, a character for each byte. */
    record Outcome(int status, String latin1, String errors) {
        byte[] bytes() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }

        String output() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    private Launcher() {}

    /** Runs {@code ./rmux-pty} with nothing on its standard input. */
    static Outcome rmuxPty(String... arguments) throws IOException, InterruptedException {
        return rmuxPty(new byte[0], arguments);
    }

    /** Runs {@code ./rmux-pty}. */
    static Outcome rmuxPty(byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(TestLimits.SOON, input, command);
    }

    /** Runs a line of shell in which {@code rmux-pty} is the launcher. */
    static Outcome shell(String line) throws IOException, InterruptedException {
        String function = "rmux-pty() { '" + SCRIPT + "' \"$@\"; }; ";
        return run(TestLimits.SOON, new byte[0], List.of("bash", "-c", function + line));
    }

    /** Runs a program to its end. */
    static Outcome run(Duration limit, byte[] input, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        // A JVM in the C locale takes its arguments for ASCII.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            CompletableFuture<byte[]> output =
                    CompletableFuture.supplyAsync(() -> drain(process.getInputStream()), ELSEWHERE);
            CompletableFuture<byte[]> errors =
                    CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()), ELSEWHERE);
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
            }
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s ends within %s", command, limit)
                    .isTrue();
            return new Outcome(
                    process.exitValue(),
                    new String(output.join(), StandardCharsets.ISO_8859_1),
                    new String(errors.join(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] drain(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path top() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
