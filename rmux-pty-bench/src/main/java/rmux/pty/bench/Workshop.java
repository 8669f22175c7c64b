// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tools and files that the scenarios need: the C programs, the class path, the JDKs. */
public final class Workshop {

    /** The first JDK with virtual threads. */
    private static final int MODERN = 21;

    private final Path module;
    private final Path programs;
    private @Nullable Workshop other;

    /** A workshop in a built module. */
    public Workshop(Path module) {
        this.module = module;
        this.programs = module.resolve("target/programs");
    }

    /** Has another commit take part, whose benchmarks were built there. */
    void compareWith(Workshop built) {
        other = built;
    }

    /** Where a subject was built. */
    Workshop of(Subject subject) {
        Workshop elsewhere = other;
        return subject == Subject.RMUX_AGAINST && elsewhere != null ? elsewhere : this;
    }

    /** Builds the C programs. */
    public void build() throws IOException, InterruptedException {
        Files.createDirectories(programs);
        compile("child");
        compile("limit");
    }

    private void compile(String name) throws IOException, InterruptedException {
        String compiler = System.getenv().getOrDefault("CC", "cc");
        Path source = module.resolve("src/main/c").resolve(name + ".c");
        List<String> command = List.of(
                compiler,
                "-O2",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-pthread",
                "-o",
                program(name).toString(),
                source.toString());
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " failed with exit code " + code);
        }
    }

    /** One of the C programs. */
    public Path program(String name) {
        return programs.resolve(name).toAbsolutePath();
    }

    /** A place for files of no lasting value. */
    Path scratch() {
        return programs;
    }

    /** The jars of the run-time class path whose names begin so. */
    List<Path> jars(String... prefixes) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(module.resolve("target/lib"))) {
            for (Path jar : (Iterable<Path>) all.sorted()::iterator) {
                for (String prefix : prefixes) {
                    if (jar.getFileName().toString().startsWith(prefix)) {
                        found.add(jar.toAbsolutePath());
                    }
                }
            }
        }
        return found;
    }

    /** The top of the source tree. */
    Path top() {
        return module.toAbsolutePath().resolveSibling("").normalize();
    }

    /** Where the classes of the probes are. */
    Path classes() {
        return module.resolve("target/classes").toAbsolutePath();
    }

    /** The class path of the probes. */
    String classPath() {
        return classes() + File.pathSeparator + module.resolve("target/lib").toAbsolutePath() + File.separator + "*";
    }

    /** The JDK that runs this program. */
    static Path java() {
        return Path.of(System.getProperty("java.home"));
    }

    /** A JDK with virtual threads: this one, or the newest beside it. */
    static Optional<Path> modernJava() throws IOException {
        if (Runtime.version().feature() >= MODERN) {
            return Optional.of(java());
        }
        Path neighbours = java().getParent();
        if (neighbours == null) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(neighbours)) {
            return all.filter(home -> feature(home) >= MODERN)
                    .max((one, other) -> Integer.compare(feature(one), feature(other)));
        }
    }

    /** Whether the jars have the binding by the Foreign Function &amp; Memory API, which only JDK 22 and newer build. */
    boolean hasForeignBinding() throws IOException {
        try (JarFile jar = new JarFile(jars("rmux-pty-posix-").get(0).toFile())) {
            return jar.getEntry("META-INF/versions/22/") != null;
        }
    }

    /** The feature release of a JDK; 0 for what is none. */
    static int feature(Path home) {
        try {
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith("JAVA_VERSION=\"")) {
                    return Runtime.Version.parse(line.substring(14, line.length() - 1))
                            .feature();
                }
            }
            return 0;
        } catch (IOException | IllegalArgumentException notAJdk) {
            return 0;
        }
    }
}
