// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes a report to a file, again and again as it grows; a reader, or a run that is killed, never meets half a report. */
final class ReportFile {

    private ReportFile() {}

    /** Writes JSON if the name ends in {@code .json}, Markdown otherwise. */
    static void write(Path file, ConformanceReport report) {
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path next = Files.createTempFile(
                    target.getParent(), target.getFileName().toString(), ".part");
            try {
                Files.writeString(next, json ? report.toJson() : report.toMarkdown());
                Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the conformance report could not be written to " + file, e);
        }
    }
}
