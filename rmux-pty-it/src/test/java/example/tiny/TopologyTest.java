// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same jars in the three ways in which people put them together. */
class TopologyTest {

    private static final String MODULE = "example.tiny";
    private static final String MAIN = "example.tiny.Main";
    private static final String JAVA_HOME = System.getProperty("java.home");

    private record Run(int code, String output) {}

    private static String modules() {
        return System.getProperty("jdk.module.path");
    }

    private static Run run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static String tool(String home, String name) {
        return Path.of(home, "bin", name).toString();
    }

    private static void assertPasses(Run run, String where) {
        assertThat(run.output())
                .contains("found example.tiny.TinyPtyProvider in " + where)
                .containsPattern("\\d\\d passed, 0 failed");
        assertThat(run.code()).isZero();
    }

    @Test
    @DisplayName("on the module path")
    void modulePath() throws Exception {
        assertPasses(run(tool(JAVA_HOME, "java"), "-p", modules(), "-m", MODULE + "/" + MAIN), "module " + MODULE);
    }

    private static String everything() {
        Set<String> everything = new LinkedHashSet<>(List.of(modules().split(File.pathSeparator, -1)));
        everything.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
        return String.join(File.pathSeparator, everything);
    }

    @Test
    @DisplayName("on the class path")
    void classPath() throws Exception {
        assertPasses(run(tool(JAVA_HOME, "java"), "-cp", everything(), MAIN), "the class path");
    }

    @Test
    @DisplayName(
            "the runner: an unknown rule or provider, a missing class and a constructor that throws are lines, not traces")
    void badInput(@TempDir Path scratch) throws Exception {
        Path services = Files.createDirectories(scratch.resolve("META-INF/services"));
        Files.write(
                services.resolve("rmux.pty.api.spi.PtyProvider"),
                List.of("com.example.Gone", "example.tiny.ThrowingPtyProvider"));
        String path = scratch + File.pathSeparator + everything();
        Run run = run(tool(JAVA_HOME, "java"), "-cp", path, "example.tiny.RunConformance", "rule=NOPE-1");
        assertThat(run.output())
                .contains("there is no such rule; the rules are SPAWN-01")
                .containsPattern("com.example.Gone +- +fail +could not be loaded")
                .containsPattern("ThrowingPtyProvider +- +fail +could not be loaded: .*the constructor is broken")
                .doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(1);
        Run unknown = run(tool(JAVA_HOME, "java"), "-cp", path, "example.tiny.RunConformance", "provider=nosuch");
        assertThat(unknown.output())
                .contains("there is no such provider; installed are")
                .doesNotContain("\tat ");
        assertThat(unknown.code()).isEqualTo(1);
    }

    @Test
    @DisplayName("from a jlink image")
    void image(@TempDir Path scratch) throws Exception {
        Path image = scratch.resolve("image");
        List<String> link = new ArrayList<>(List.of(tool(JAVA_HOME, "jlink"), "--output", image.toString()));
        link.addAll(List.of("-p", modules(), "--add-modules", MODULE));
        assertThat(run(link.toArray(String[]::new))).isEqualTo(new Run(0, ""));
        assertPasses(run(tool(image.toString(), "java"), "-m", MODULE + "/" + MAIN), "module " + MODULE);
    }

    @Test
    @DisplayName("a copy with one wrong behavior fails, in that rule alone")
    void wrongCopy() throws Exception {
        Run wrong = run(tool(JAVA_HOME, "java"), "-p", modules(), "-m", MODULE + "/" + MAIN, "wrong");
        assertThat(wrong.output()).contains("failed SPAWN-04").containsPattern("\\d\\d passed, 1 failed");
        assertThat(wrong.code()).isEqualTo(1);
    }
}
