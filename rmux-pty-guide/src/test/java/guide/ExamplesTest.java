// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import static org.assertj.core.api.Assertions.assertThat;

import house.Project;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of docs/screen.md, docs/expect.md and docs/agents.md are compiled and run, and draw the pictures there. */
@Timeout(120)
class ExamplesTest {

    private static final long LIMIT_SECONDS = 60;
    private static final Path EXAMPLES = Project.TOP.resolve("rmux-pty-guide/src/test/examples");

    @TempDir
    private Path directory;

    /** Compiles and runs an example as {@code java Example.java} does; returns what it printed. */
    private String run(String example, Path... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                EXAMPLES.resolve(example + ".java").toString()));
        for (Path argument : arguments) {
            line.add(argument.toString());
        }
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The picture in docs is the one that was drawn; {@code -Dpictures.update=true} replaces it. */
    private static void assertPictured(String name, Path drawn) throws Exception {
        Path picture = Project.TOP.resolve("docs/images").resolve(name);
        if (Boolean.getBoolean("pictures.update")) {
            Files.copy(drawn, picture, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(drawn).hasSameTextualContentAs(picture);
    }

    @ParameterizedTest(name = "docs/{1} shows {0}")
    @CsvSource({"ScreenExample, screen.md", "ExpectExample, expect.md", "ShellExample, agents.md"})
    @DisplayName("what is shown is what is run here")
    void quoted(String example, String page) throws Exception {
        String source = Files.readString(EXAMPLES.resolve(example + ".java"));
        assertThat(Files.readString(Project.TOP.resolve("docs").resolve(page)))
                .contains("```java\n" + source.substring(source.indexOf('\n') + 1) + "```\n");
    }

    @Test
    @DisplayName("a screen: its text, a cell, the cursor, a picture")
    void screen() throws Exception {
        Path drawn = directory.resolve("screen.svg");
        assertThat(run("ScreenExample", EXAMPLES.resolve("screen-example.sh"), drawn))
                .startsWith("bold dim italic underlined curly inverse struck\n")
                .contains("│ DEC line │ drawing │\n", "first cell: Cell[text=b", "cursor: Cursor[column=2, row=8");
        assertPictured("screen.svg", drawn);
    }

    @Test
    @DisplayName("expect: vim writes a file")
    void expect() throws Exception {
        Path drawn = directory.resolve("expect.svg");
        assertThat(run("ExpectExample", directory.resolve("note.txt"), drawn))
                .isEqualTo("exit code 0, [Roses are red, violets are blue]\n");
        assertPictured("expect.svg", drawn);
    }

    @Test
    @DisplayName("a shell: exit codes, bounded output, a password, an interrupt")
    void shell() throws Exception {
        Path drawn = directory.resolve("shell.svg");
        // Of the 588,895 bytes, about 64 KiB are kept.
        assertThat(run("ShellExample", directory, drawn)
                        .replaceFirst("5233\\d\\d", "many")
                        .lines())
                .containsExactly(
                        "EXITED OptionalInt[0], dropped many",
                        "EXITED OptionalInt[3], dropped 0",
                        "AWAITING_INPUT OptionalInt.empty, dropped 0",
                        "EXITED OptionalInt[0], dropped 0",
                        "RUNNING OptionalInt.empty, dropped 0",
                        "EXITED OptionalInt[130], dropped 0");
        assertPictured("agents.svg", drawn);
    }
}
