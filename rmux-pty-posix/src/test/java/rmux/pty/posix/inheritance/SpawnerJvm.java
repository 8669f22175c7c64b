// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import rmux.pty.posix.TestLimits;

/** A JVM started in a hostile way, which starts one program on a terminal by {@link SpawnerMain}. */
final class SpawnerJvm {

    private final Map<String, String> environment = new TreeMap<>();
    private List<String> wrapper = List.of();
    private List<String> jvmArguments = List.of();
    private List<String> first = List.of();
    private String without = "";

    /** Adds to the environment of the JVM. */
    SpawnerJvm with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Has a shell do something before it becomes the JVM. */
    SpawnerJvm after(String script) {
        wrapper = List.of("sh", "-c", script + "\nexec \"$@\"", "sh");
        return this;
    }

    /** Adds arguments of the JVM. */
    SpawnerJvm withJvmArguments(String... arguments) {
        jvmArguments = List.of(arguments);
        return this;
    }

    /** Adds an entry to the beginning of the class path. */
    SpawnerJvm withFirst(Path entry) {
        first = List.of(entry.toString());
        return this;
    }

    /** Leaves entries out of the class path, whose file names begin with a word. */
    SpawnerJvm withoutJars(String beginning) {
        without = beginning;
        return this;
    }

    /** Runs a program in a directory, {@code -} for the JVM's own; returns the lines it wrote, then its exit status. */
    List<String> run(String directory, String... command) throws Exception {
        List<String> words = new ArrayList<>(wrapper);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(jvmArguments);
        words.addAll(List.of("-cp", classPath(), SpawnerMain.class.getName(), directory));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.redirectInput(new File("/dev/null")).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            return output.replace("\r\n", "\n").lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Everything that the tests run with, whether from the class path or from modules. */
    private String classPath() throws IOException, URISyntaxException {
        List<String> entries = new ArrayList<>(first);
        Path own = Path.of(SpawnerMain.class.getResource("SpawnerMain.class").toURI());
        String name = SpawnerMain.class.getName();
        for (int i = 0; i <= name.chars().filter(c -> c == '.').count(); i++) {
            own = own.getParent();
        }
        entries.add(own.toString());
        for (String property : List.of("jdk.module.path", "java.class.path")) {
            for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty() && !isLeftOut(Path.of(entry))) {
                    entries.add(Files.isDirectory(Path.of(entry)) && holdsJars(Path.of(entry)) ? entry + "/*" : entry);
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private boolean isLeftOut(Path entry) {
        return !without.isEmpty() && entry.getFileName().toString().startsWith(without);
    }

    private static boolean holdsJars(Path directory) {
        String[] jars = directory.toFile().list((folder, file) -> file.endsWith(".jar"));
        return jars != null && jars.length > 0;
    }
}
