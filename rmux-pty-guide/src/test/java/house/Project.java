// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of the project, and the files that people wrote. */
public final class Project {

    /** The folder of the project, wherever the test is started. */
    public static final Path TOP = top();

    private Project() {}

    private static Path top() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("config/english.txt")) ? here : here.getParent();
    }

    static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(TOP)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("rmux-pty-"))
                    .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> sources() throws IOException {
        return modules().stream()
                .map(module -> module.resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(source -> filesBelow(source, ".java").stream())
                .toList();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(TOP)) {
            List<Path> top =
                    files.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(top.stream(), filesBelow(TOP.resolve("docs"), ".md").stream())
                    .toList();
        }
    }

    private static List<Path> filesBelow(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
