// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.conpty.options.ConPtyOptions;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.process.JvmConsoleHelper;
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
                () -> provider.spawn(Programs.probe("size").withOption(ConPtyOptions.LIBRARY, library))
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
                .withOption(ConPtyOptions.LIBRARY, Programs.library("conpty-wider")))) {
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

    @Test
    @DisplayName("the version of a library is read from its resources; one without any has none")
    void version() {
        assertThat(NativeAccess.win32().fileVersion(Programs.library("conpty-wider")))
                .isEqualTo(1L << 48 | 22L << 32 | 2503L << 16 | 14001);
        assertThat(NativeAccess.win32().fileVersion(Programs.library("conpty-incomplete")))
                .isNegative();
    }

    @Test
    @DisplayName("a library that is configured for the JVM is used, and promises faithful output from 1.22 on")
    void configured() throws Exception {
        Path library = Programs.library("conpty-wider");
        ConPtyProvider configured = new ConPtyProvider(new ConPtySystem(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                NativeAccess::win32,
                name -> library.toString(),
                name -> null,
                JvmConsoleHelper::new,
                Thread::new));
        assertThat(configured.capabilities()).contains(PtyCapability.FAITHFUL_OUTPUT);
        assertThat(provider.capabilities()).doesNotContain(PtyCapability.FAITHFUL_OUTPUT);
        try (PtySession session = configured.spawn(Programs.probe("size").withSize(TerminalSize.of(93, 31)))) {
            new Screen(session).await("94x31");
        }
    }

    @Test
    @DisplayName("a library without OpenConsole.exe beside it is refused, what to do about it named")
    void alone() throws Exception {
        Path library = Files.copy(Programs.library("conpty-wider"), directory.resolve("conpty.dll"));
        assertThat(refusal(library))
                .hasMessageContaining("has no OpenConsole.exe beside it")
                .hasMessageContaining("put conpty.dll and OpenConsole.exe of the same package");
    }
}
