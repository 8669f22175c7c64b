// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.Availability;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.process.JvmConsoleHelper;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.winpty.jna.LibrarySearch;
import rmux.pty.winpty.jna.WinPtyLoader;
import rmux.pty.winpty.options.WinPtyOptions;

/** Real libraries that can and cannot be used. */
@OnWindows
class WinPtyLibraryWineTest {

    private static final String NAMES = "the system property rmux.pty.winpty.library names ";

    private static final int PE_POINTER = 60;
    private static final short I386 = 0x014C;

    private static final Path REAL = Path.of(System.getProperty(LibrarySearch.PROPERTY, "."));

    @TempDir
    private Path directory;

    private Path library;
    private Path agent;

    @BeforeEach
    void copy() throws Exception {
        library = Files.copy(REAL, directory.resolve("winpty.dll"));
        agent = Files.copy(REAL.resolveSibling("winpty-agent.exe"), directory.resolve("winpty-agent.exe"));
    }

    private WinPtyProvider provider() {
        return new WinPtyProvider(new WinPtySystem(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                new LibrarySearch(name -> library.toString(), name -> null, List.of()),
                NativeAccess::win32,
                WinPtyLoader::load,
                JvmConsoleHelper::new));
    }

    private static void makeX86(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(header.getInt(PE_POINTER) + 4, I386);
        Files.write(file, bytes);
    }

    @Test
    @DisplayName("the real library, with its agent beside it, is available")
    void good() {
        library = REAL;

        assertThat(provider().availability()).isEqualTo(Availability.available());
    }

    @Test
    @DisplayName("a missing DLL is one sentence with its path")
    void missing() throws Exception {
        Files.delete(library);

        assertThat(provider().availability().reason()).isEqualTo(NAMES + library + ", which does not exist");
    }

    @Test
    @DisplayName("a DLL for another processor is one sentence with both")
    void wrongArchitecture() throws Exception {
        makeX86(library);

        assertThat(provider().availability().reason())
                .isEqualTo(NAMES + library + ", which is for 32-bit x86, and this JVM is for x86-64");
    }

    @Test
    @DisplayName("a DLL without its agent is one sentence with the agent's path")
    void withoutAgent() throws Exception {
        Files.delete(agent);

        assertThat(provider().availability().reason())
                .isEqualTo(NAMES + library + ", which has no winpty-agent.exe beside it");
    }

    @Test
    @DisplayName("another library under that name is refused with the function that it lacks")
    void anotherLibrary(@TempDir(cleanup = CleanupMode.NEVER) Path kept) throws Exception {
        // Windows does not delete a library that is loaded.
        Path system = Path.of(System.getenv("SystemRoot"), "System32", "version.dll");
        library = Files.copy(system, kept.resolve("winpty.dll"));
        Files.copy(agent, kept.resolve("winpty-agent.exe"));

        Availability availability = provider().availability();

        assertThat(availability.reason())
                .startsWith(library + " cannot be loaded")
                .contains("winpty_error_code");
        assertThat(availability.cause()).isPresent();
    }

    @Test
    @DisplayName("a command may name a library of its own")
    void named() throws Exception {
        try (PtySession session = new WinPtyProvider()
                .spawn(Programs.probe("print", "own-library").withOption(WinPtyOptions.LIBRARY, REAL))) {
            assertThat(new Screen(session).rest()).contains("own-library");
        }
    }
}
