// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM in the C locale, whose strings are ASCII, on a system whose names are not. */
class ForeignEncodingTest {

    private static final String MAKE_TOOL = """
            cd "$SCRATCH"
            d="jos$(printf '\\303\\251')bin$(printf '\\351')"
            mkdir "$d"
            printf '#!/bin/sh\\necho found in "${0%%/tool}"\\n' > "$d/tool"
            chmod +x "$d/tool"
            """;

    @TempDir
    Path scratch;

    private Map<String, String> environment;

    @BeforeEach
    void environment() {
        assumeTrue(
                StandardCharsets.US_ASCII
                        .newEncoder()
                        .canEncode(Path.of("").toAbsolutePath().toString()),
                "in the C locale a JVM finds no classes by a name beyond ASCII, as this checkout has");
        environment = Map.of("LC_ALL", "C", "SCRATCH", scratch.toString());
    }

    @Test
    @DisplayName("SPAWN-15: a bare name is found although an entry of PATH is not text for the JVM")
    void otherEntry() throws Exception {
        assertThat(new SpawnerJvm()
                        .with(environment)
                        .after(MAKE_TOOL + "export PATH=\"$SCRATCH/$d:$PATH\"")
                        .run("-", "sh", "-c", "echo started"))
                .containsExactly("started", "exit code 0");
    }

    @Test
    @DisplayName("SPAWN-15: a program is found in an entry of PATH that is not text for the JVM, not even valid UTF-8")
    void thatEntry() throws Exception {
        List<String> seen = new SpawnerJvm()
                .with(environment)
                .after(MAKE_TOOL + "export PATH=\"$SCRATCH/$d:$PATH\"")
                .run("-", "tool");
        assertThat(seen).hasSize(2).last().isEqualTo("exit code 0");
        assertThat(seen.get(0)).startsWith("found in " + scratch + "/jos\u00e9bin");
    }

    @Test
    @DisplayName("SPAWN-05: a variable that is not text for the JVM arrives byte for byte")
    void variable() throws Exception {
        assertThat(new SpawnerJvm()
                        .with(environment)
                        .after("export ODD=$(printf 'a\\303\\251b\\351')")
                        .run("-", "sh", "-c", "printf %s \"$ODD\" | od -An -tx1"))
                .containsExactly(" 61 c3 a9 62 e9", "exit code 0");
    }

    @Test
    @DisplayName("SPAWN-15: a relative entry of PATH counts from a directory whose name is not text for the JVM")
    void directory() throws Exception {
        assertThat(new SpawnerJvm()
                        .with(environment)
                        .after(MAKE_TOOL + "export PATH=\"$d:$PATH\"")
                        .run(scratch.toString(), "tool"))
                .last()
                .isEqualTo("exit code 0");
    }

    @Test
    @DisplayName(
            "SPAWN-15: a name beyond the JVM's encoding is refused by a PtySpawnException when there is no such program")
    void name() throws Exception {
        Files.createFile(scratch.resolve("file"));
        assertThat(new SpawnerJvm().with(environment).run("-", "/nowhere/jos\u00e9"))
                .singleElement()
                .asString()
                .startsWith("FAILED rmux.pty.api.PtySpawnException: create-process: ")
                .contains("ENOENT (2)");
        assertThat(new SpawnerJvm().with(environment).run("-", "jos\u00e9"))
                .singleElement()
                .asString()
                .startsWith("FAILED rmux.pty.api.PtySpawnException: resolve-program: ");
    }
}
