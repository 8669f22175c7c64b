// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A file system that nothing can be executed on, mounted where only the JVM of the test sees it. */
class NoexecTest {

    private static final String MOUNT = """
            exec unshare -m --propagation private sh -c '
            mount -t tmpfs -o noexec,size=50m tmpfs "$SCRATCH" || exit
            printf "#!/bin/sh\\n" > "$SCRATCH/tool"
            chmod +x "$SCRATCH/tool"
            exec "$@"' sh "$@"
            """;

    @TempDir
    Path scratch;

    private SpawnerJvm jvm;

    @BeforeEach
    void prepare() throws Exception {
        Process process = new ProcessBuilder("unshare", "-m", "--propagation", "private", "true")
                .redirectErrorStream(true)
                .start();
        String complaint = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "a mount of one's own needs a privilege: " + complaint);
        jvm = new SpawnerJvm()
                .with(Map.of("SCRATCH", scratch.toString(), "PATH", System.getenv("PATH") + ":" + scratch))
                .after(MOUNT);
    }

    @Test
    @DisplayName(
            "SPAWN-07: a program on a file system that is mounted noexec fails with the reason, by path and by name")
    void program() throws Exception {
        String reason = scratch + "/tool cannot be executed, because its file system is mounted noexec: EACCES (13)";
        assertThat(jvm.run("-", scratch + "/tool"))
                .singleElement()
                .asString()
                .contains("PtySpawnException: create-process: " + reason);
        assertThat(jvm.run("-", "tool"))
                .singleElement()
                .asString()
                .contains("PtySpawnException: resolve-program: " + reason);
    }

    @Test
    @DisplayName("META-04: a temporary directory that is mounted noexec is named as the reason, and its remedy helps")
    void temporaryDirectory() throws Exception {
        Path elsewhere = Files.createTempDirectory("rmux-pty-jna");
        try {
            String[] arguments = {
                "-Drmux.pty.posix.binding=jna", "-Djava.io.tmpdir=" + scratch, "-Duser.home=" + scratch
            };
            assertThat(jvm.with(Map.of("HOME", scratch.toString(), "XDG_CACHE_HOME", scratch.toString()))
                            .withJvmArguments(arguments)
                            .run("-", "echo", "hi"))
                    .anyMatch(line -> line.startsWith("FAILED "))
                    .anyMatch(line -> line.contains("failed to map segment from shared object"))
                    .anyMatch(line -> line.contains("noexec (-Djna.tmpdir=DIRECTORY)"));
            assertThat(jvm.withJvmArguments("-Djava.io.tmpdir=" + scratch, "-Djna.tmpdir=" + elsewhere)
                            .run("-", "echo", "hi"))
                    .containsExactly("hi", "exit code 0");
        } finally {
            try (var files = Files.list(elsewhere)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(elsewhere);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "the Foreign Function & Memory API came with JDK 22")
    @DisplayName("META-04: where JNA cannot unpack its library, the Foreign Function & Memory API takes its place")
    void withoutPlaceForFiles() throws Exception {
        assertThat(jvm.with(Map.of("HOME", scratch.toString(), "XDG_CACHE_HOME", scratch.toString()))
                        .withJvmArguments("-Djava.io.tmpdir=" + scratch, "-Duser.home=" + scratch)
                        .run("-", "echo", "hi"))
                .containsExactly("hi", "exit code 0");
    }
}
