// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.posix.jna.NativeAccess;

class ProgramLookupTest {

    @TempDir
    Path directory;

    @BeforeEach
    void makePrograms() throws IOException {
        Files.createDirectories(directory.resolve("bin/isdir"));
        makeFile("bin/tool", "rwxr-xr-x");
        makeFile("bin/data", "rw-r--r--");
        makeFile("here", "rwxr-xr-x");
    }

    private void makeFile(String name, String permissions) throws IOException {
        Files.createFile(directory.resolve(name));
        Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    private Path find(String program, String path) throws PtySpawnException {
        return find(PtyCommand.of(program), Map.of("PATH", path), Optional.of(directory));
    }

    private static Path find(PtyCommand command, Map<String, String> environment, Optional<Path> directory)
            throws PtySpawnException {
        SystemPath found =
                new ProgramLookup(NativeAccess.libC()).find(new LocalCommand(command, environment, directory));
        return Path.of(found.toString());
    }

    @Test
    @DisplayName(
            "SPAWN-08: a bare name is found on the child's PATH, a relative entry counting from the child's directory")
    void bareName() throws Exception {
        assertThat(find("tool", "/nowhere:bin")).isEqualTo(directory.resolve("bin/tool"));
        assertThat(find("tool", "/nowhere:" + directory.resolve("bin"))).isEqualTo(directory.resolve("bin/tool"));
    }

    @Test
    @DisplayName("SPAWN-08: an empty entry of PATH is not the current directory, nor the child's")
    void emptyEntry() {
        assertThatThrownBy(() -> find("here", "::/nowhere:"))
                .isInstanceOfSatisfying(PtySpawnException.class, e -> {
                    assertThat(e.stage()).isEqualTo(Stage.RESOLVE_PROGRAM);
                    assertThat(e.nativeError().orElseThrow().symbol()).isEqualTo("ENOENT");
                })
                .hasMessage("resolve-program: the program \"here\" is not on the child's PATH (::/nowhere:):"
                        + " ENOENT (2): No such file or directory [not-on-path]");
    }

    @Test
    @DisplayName("SPAWN-08: a program with a directory part counts from the child's directory")
    void relativePath() throws Exception {
        assertThat(find("./here", "/nowhere")).isEqualTo(directory.resolve("./here"));
        assertThat(find("/bin/sh", "")).isEqualTo(Path.of("/bin/sh"));
    }

    @Test
    @DisplayName(
            "SPAWN-07: a name that is there but not executable, or a directory, is told apart from one that is not there")
    void notExecutable() {
        assertThatThrownBy(() -> find("data", "bin")).hasMessageContaining("bin/data is not executable: EACCES (13)");
        assertThatThrownBy(() -> find("isdir", "bin")).hasMessageContaining("ENOENT");
    }

    @Test
    @DisplayName("SPAWN-15: a name that no file can have, or that is too long for one, is not found")
    void oddNames() {
        for (String name : List.of("half \ud83d", "x".repeat(5000))) {
            assertThatThrownBy(() -> find(name, "bin:/bin")).isInstanceOfSatisfying(PtySpawnException.class, e -> {
                assertThat(e.stage()).isEqualTo(Stage.RESOLVE_PROGRAM);
                assertThat(e.nativeError().orElseThrow().symbol()).isEqualTo("ENOENT");
            });
        }
    }

    @Test
    @DisplayName("SPAWN-08: entries of PATH that are files, missing or too long are passed over")
    void oddEntries() throws Exception {
        assertThat(find("tool", "here:/gone:" + "x".repeat(5000) + ":bin/tool:bin"))
                .isEqualTo(directory.resolve("bin/tool"));
    }

    @Test
    @DisplayName("SPAWN-08: a child without PATH has the system's default one")
    void noPath() throws Exception {
        assertThat(find(PtyCommand.of("sh"), Map.of(), Optional.empty())).isEqualTo(Path.of("/bin/sh"));
    }
}
