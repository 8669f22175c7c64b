// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.simulated.SimulatedWin32;

/** SPAWN-07: what CreateProcessW did not like, in words. */
class SpawnFailuresTest {

    private static final int ERROR_DIRECTORY = 267;

    private final SimulatedWin32 windows = new SimulatedWin32();

    private PtySpawnException explain(int error, Optional<Path> directory) {
        return SpawnFailures.explain(
                new ProcessArguments("C:\\x.exe", "x", "\0\0", directory),
                new PtyException("CreateProcessW", Win32Error.of(windows, -error)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2, C:\\x.exe does not exist any more",
        "3, C:\\x.exe does not exist any more",
        "5, C:\\x.exe may not be started",
        "193, C:\\x.exe is not a program for this system",
        "216, C:\\x.exe is not a program for this system",
        "206, C:\\x.exe cannot be started: its command line or path is too long",
        "740, C:\\x.exe cannot be started",
        "267, C:\\x.exe cannot be started"
    })
    @DisplayName("the program is named, with what the error number tells")
    void program(int error, String message) {
        PtySpawnException failure = explain(error, Optional.empty());
        assertThat(failure).hasMessageContaining(message + ": CreateProcessW failed");
        assertThat(failure.stage()).isEqualTo(Stage.CREATE_PROCESS);
        assertThat(failure.nativeError())
                .hasValueSatisfying(found -> assertThat(found.code()).isEqualTo(error));
    }

    @Test
    @DisplayName("SPAWN-06: a directory that is there and not taken is named, and so is one that has gone meanwhile")
    void directory(@TempDir Path temporary) {
        PtySpawnException refused = explain(ERROR_DIRECTORY, Optional.of(temporary));
        assertThat(refused.stage()).isEqualTo(Stage.DIRECTORY);
        assertThat(refused)
                .hasMessageContaining("C:\\x.exe cannot be started in " + temporary)
                .hasMessageContaining("ERROR_DIRECTORY");

        PtySpawnException gone = explain(ERROR_DIRECTORY, Optional.of(temporary.resolve("gone")));
        assertThat(gone.stage()).isEqualTo(Stage.DIRECTORY);
        assertThat(gone).hasMessageContaining(temporary.resolve("gone") + " does not exist");
        assertThat(gone.getSuppressed()).hasSize(1);

        assertThat(explain(2, Optional.of(temporary)).stage()).isEqualTo(Stage.CREATE_PROCESS);
    }

    @Test
    @DisplayName("SPAWN-06: a file that is not a directory is refused with what it is; a directory is not")
    void noDirectory(@TempDir Path temporary) throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        WorkingDirectory.check(temporary);
        assertThatThrownBy(() -> WorkingDirectory.check(file))
                .hasMessageContaining("the working directory " + file + " is not a directory: ERROR_DIRECTORY (267)");
        assertThatThrownBy(() -> WorkingDirectory.check(temporary.resolve("none")))
                .hasMessageContaining("none does not exist: ERROR_PATH_NOT_FOUND (3)");
    }

    @ParameterizedTest
    @CsvSource({"true, cannot be reached: ERROR_ACCESS_DENIED (5)", "false, cannot be reached: the server is away"})
    @DisplayName("SPAWN-06: a directory that cannot be looked at is not said to be missing")
    void unreachable(boolean denied, String message) throws Exception {
        Path directory = mock(Path.class, "\\\\server\\share");
        FileSystem fileSystem = mock(FileSystem.class);
        FileSystemProvider files = mock(FileSystemProvider.class);
        when(directory.getFileSystem()).thenReturn(fileSystem);
        when(fileSystem.provider()).thenReturn(files);
        when(files.readAttributes(directory, BasicFileAttributes.class))
                .thenThrow(
                        denied
                                ? new AccessDeniedException("share")
                                : new FileSystemException("share", null, "the server is away"));
        assertThatThrownBy(() -> WorkingDirectory.check(directory))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("the working directory \\\\server\\share " + message);
    }
}
