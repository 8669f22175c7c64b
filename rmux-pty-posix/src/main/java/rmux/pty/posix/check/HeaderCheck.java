// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import rmux.pty.posix.platform.HeaderProgram;
import rmux.pty.posix.platform.Platform;

/** Has the compiler of the system compare every number with its headers. */
final class HeaderCheck {

    private static final long PATIENCE_SECONDS = 30;
    private static final int MOST_ERRORS = 20;

    private HeaderCheck() {}

    static SystemCheck.Finding run(Platform platform) {
        HeaderProgram program = new HeaderProgram(platform);
        try {
            Path source = Files.createTempFile("rmux-pty-headers", ".c");
            try {
                Files.writeString(source, program.text());
                return compile(source, program.count());
            } finally {
                Files.delete(source);
            }
        } catch (IOException e) {
            return new SystemCheck.Finding(true, "headers: not compared, because there is no compiler named cc");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SystemCheck.Finding(false, "headers: interrupted");
        }
    }

    private static SystemCheck.Finding compile(Path source, int count) throws IOException, InterruptedException {
        Path output = Files.createTempFile("rmux-pty-headers", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of("cc", "-fsyntax-only", "-w", source.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new SystemCheck.Finding(false, "headers: cc did not end within " + PATIENCE_SECONDS + " s");
            }
            List<String> errors = Files.readString(output, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("error:"))
                    .map(line -> line.substring(line.indexOf("error:") + "error:".length())
                            .strip())
                    .limit(MOST_ERRORS)
                    .toList();
            return process.exitValue() == 0
                    ? new SystemCheck.Finding(true, "headers: " + count + " values equal")
                    : new SystemCheck.Finding(false, "headers: " + String.join("; ", errors));
        } finally {
            Files.delete(output);
        }
    }
}
