// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What binds the C library, in a JVM of its own with the jar of a release. */
@EnabledOnOs(OS.LINUX)
class BindingTest {

    private static final String SINCE = "the Foreign Function & Memory API came with JDK 22";
    private static final String FOREIGN = "-Drmux.pty.posix.binding=ffm";

    /** A line of {@code -Xlog:class+load}: the name, and where it is from. */
    private static final Pattern LOADED = Pattern.compile("(\\S+) source: (.*)");

    @TempDir
    Path scratch;

    private static List<Matcher> loaded(Path log) throws Exception {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(LOADED::matcher).filter(Matcher::find).toList();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = SINCE)
    @DisplayName("by the Foreign Function & Memory API, no file is unpacked, and only java.base is needed")
    void nothingButTheJdk() throws Exception {
        Path jar = PackedClasses.multiRelease(scratch);
        Path home = Files.createDirectory(scratch.resolve("home"));
        Path log = scratch.resolve("classes.txt");
        assertThat(new SpawnerJvm()
                        .with(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", home.toString()))
                        .withFirst(jar)
                        .withJvmArguments(
                                FOREIGN,
                                "-Xlog:class+load:file=" + log + ":none",
                                "-Djna.tmpdir=" + home,
                                "-Djava.io.tmpdir=" + home,
                                "-Duser.home=" + home)
                        .run("-", "echo", "hi"))
                .containsExactly("hi", "exit code 0");
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.toList()).containsExactly(home);
        }
        List<Matcher> loaded = loaded(log);
        assertThat(loaded)
                .hasSizeGreaterThan(500)
                .noneMatch(line -> line.group(1).startsWith("com.sun.jna"));
        List<String> ours = loaded.stream()
                .filter(line -> line.group(2).endsWith(jar.toString()))
                .map(line -> line.group(1))
                .toList();
        assertThat(ours).contains("rmux.pty.posix.PosixPtyProvider", "rmux.pty.posix.jna.ForeignLibC");

        Path used = Files.createDirectory(scratch.resolve("used"));
        PackedClasses.copy(ours, used);
        List<String> needed = PackedClasses.tool("jdeps", "-verbose:package", used.toString()).stream()
                .filter(line -> line.startsWith("   "))
                .map(line -> line.substring(line.indexOf("-> ") + 3).strip().replaceAll("\\s+", " of "))
                .filter(line -> !line.startsWith("rmux.pty.") && !line.startsWith("org.jspecify.annotations "))
                .toList();
        assertThat(needed).contains("java.lang.foreign of java.base").allMatch(line -> line.endsWith(" of java.base"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = SINCE)
    @DisplayName("without JNA, the Foreign Function & Memory API takes its place without being asked for")
    void withoutJna() throws Exception {
        assertThat(new SpawnerJvm()
                        .withFirst(PackedClasses.multiRelease(scratch))
                        .withoutJars("jna")
                        .run("-", "echo", "hi"))
                .containsExactly("hi", "exit code 0");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = SINCE)
    @DisplayName("META-04: a jar that JDK 17 built says that it has no such binding")
    void builtByOlderJdk() throws Exception {
        assertThat(new SpawnerJvm()
                        .withFirst(PackedClasses.single(scratch))
                        .withJvmArguments(FOREIGN)
                        .run("-", "echo", "hi"))
                .anyMatch(line -> line.startsWith("FAILED ") && line.contains("has no binding by the Foreign"))
                .anyMatch(line -> line.contains("do without -Drmux.pty.posix.binding"));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = SINCE)
    @DisplayName("META-04: an older JDK says that the binding needs JDK 22, and JNA is still the default")
    void olderJdk() throws Exception {
        Path jar = PackedClasses.single(scratch);
        assertThat(new SpawnerJvm().withFirst(jar).withJvmArguments(FOREIGN).run("-", "echo", "hi"))
                .anyMatch(line -> line.startsWith("FAILED ") && line.contains("needs JDK 22 or newer, and this is "))
                .anyMatch(line -> line.contains("do without -Drmux.pty.posix.binding"));
        assertThat(new SpawnerJvm().withFirst(jar).run("-", "echo", "hi")).containsExactly("hi", "exit code 0");
        assertThat(new SpawnerJvm().withFirst(jar).withoutJars("jna").run("-", "echo", "hi"))
                .anyMatch(line -> line.contains("add net.java.dev.jna:jna-jpms"));
    }

    @Test
    @DisplayName("META-04: a binding that does not exist is named, with those that do")
    void unknown() throws Exception {
        assertThat(new SpawnerJvm()
                        .withJvmArguments("-Drmux.pty.posix.binding=jni")
                        .run("-", "echo", "hi"))
                .anyMatch(line -> line.startsWith("FAILED ") && line.contains("is \"jni\", and not jna or ffm"));
    }
}
