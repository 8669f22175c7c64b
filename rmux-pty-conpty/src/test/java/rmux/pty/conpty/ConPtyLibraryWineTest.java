// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.simulated.jna.OpenHandles;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** A conpty.dll of the caller's choice: the one that is named, and no other. */
@OnWindows
class ConPtyLibraryWineTest {

    @TempDir
    private Path directory;

    private final ConPtyProvider provider = new ConPtyProvider();

    private PtySpawnException refusal(Path library) {
        PtySpawnException refusal = catchThrowableOfType(
                PtySpawnException.class,
                () -> provider.spawn(Programs.probe("size").withOption(PtyOptions.CONPTY_LIBRARY, library))
                        .close());
        assertThat(refusal).isNotNull().hasMessageContaining(library.toString());
        assertThat(refusal.stage()).isEqualTo(Stage.ALLOCATE);
        return refusal;
    }

    @Test
    @DisplayName("the console is made by the library that is named: ours makes it a column wider than the system does")
    void named() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("size")
                .withSize(TerminalSize.of(93, 31))
                .withOption(PtyOptions.CONPTY_LIBRARY, Programs.library("conpty-wider")))) {
            new Screen(session).await("94x31");
        }
        try (PtySession session = provider.spawn(Programs.probe("size").withSize(TerminalSize.of(93, 31)))) {
            new Screen(session).await("93x31");
        }
    }

    @Test
    @DisplayName("a relative path is refused, though the library would be found by a search")
    void relative() {
        assertThat(refusal(Path.of("kernel32.dll"))).hasMessageContaining("is not an absolute path");
    }

    @Test
    @DisplayName("a file that does not exist, and one that is no library, are refused")
    void notLoadable() throws Exception {
        refusal(directory.resolve("conpty.dll"));
        refusal(Files.writeString(directory.resolve("text.dll"), "no library"));
    }

    @Test
    @DisplayName("a library that lacks a function is refused, the function named, before anything is opened")
    void incomplete() {
        Path library = Programs.library("conpty-incomplete");
        refusal(library);
        int before = OpenHandles.count();

        assertThat(refusal(library)).hasMessageContaining("has no ResizePseudoConsole");

        assertThat(OpenHandles.count()).isEqualTo(before);
    }
}
