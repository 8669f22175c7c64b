// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sources and pages read as the JDK's documentation does: without the phrases of config/english.txt. */
class EnglishTest {

    private record Phrase(Pattern pattern, String instead) {}

    private static List<Phrase> phrases() throws IOException {
        return Files.readAllLines(Project.TOP.resolve("config/english.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(parts -> new Phrase(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]))
                .toList();
    }

    private static List<String> found(Path file, List<Phrase> phrases) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (Phrase phrase : phrases) {
                if (phrase.pattern().matcher(line).find()) {
                    found.add(Project.TOP.relativize(file) + ":" + (i + 1) + ": " + line.strip() + " -> "
                            + phrase.instead());
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName("no source and no page has a phrase of the list")
    void list() throws Exception {
        List<Phrase> phrases = phrases();
        assertThat(phrases).hasSizeGreaterThan(10);
        List<Path> files = new ArrayList<>(Project.sources());
        files.addAll(Project.pages());
        assertThat(files).hasSizeGreaterThan(400);
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            found.addAll(found(file, phrases));
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("the list finds what it is for")
    void finds() throws Exception {
        Path sample = Files.createTempFile("sample", ".md");
        try {
            Files.writeString(sample, "It cannot be ha" + "d.\nWhat was gi" + "ven back?\nA fine sentence.\n");
            assertThat(found(sample, phrases())).hasSize(2);
        } finally {
            Files.delete(sample);
        }
    }
}
