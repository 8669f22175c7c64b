// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.spi.Availability;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.simulated.PeFiles;
import rmux.pty.windows.simulated.SimulatedWin32;
import rmux.pty.winpty.jna.LibrarySearch;
import rmux.pty.winpty.jna.WinPtyApi;
import rmux.pty.winpty.options.WinPtyOptions;

/** The provider answers everywhere, and loads nothing where it cannot work. */
class WinPtyProviderTest {

    @TempDir
    private Path directory;

    private static Win32 noWindows() {
        throw new AssertionError("Windows was bound");
    }

    private static WinPtyApi noLibrary(Path library) {
        throw new AssertionError("a library was loaded");
    }

    private static ConsoleHelper noHelper() {
        throw new AssertionError("the helper was made");
    }

    private static WinPtyProvider on(String system, LibrarySearch search) {
        return new WinPtyProvider(new WinPtySystem(
                system,
                "amd64",
                search,
                WinPtyProviderTest::noWindows,
                WinPtyProviderTest::noLibrary,
                WinPtyProviderTest::noHelper));
    }

    private static LibrarySearch nowhere() {
        return new LibrarySearch(name -> null, name -> null, List.of());
    }

    @Test
    @DisplayName("META-03: the provider is found")
    void found() {
        assertThat(PtyProviders.installed().report().toString()).contains("winpty");
    }

    @Test
    @DisplayName("META-01: its name is winpty, and conpty and posix come before it")
    void identity() {
        WinPtyProvider provider = on("Linux", nowhere());

        assertThat(provider.name()).isEqualTo("winpty");
        assertThat(provider.priority()).isEqualTo(50);
        assertThat(provider.capabilities())
                .containsExactlyInAnyOrder(
                        PtyCapability.ARGV0,
                        PtyCapability.PROCESS_TREE,
                        PtyCapability.VERBATIM_ARGUMENTS,
                        PtyCapability.LOCAL_PROCESS,
                        PtyCapability.JOB_OBJECT);
    }

    @Test
    @DisplayName("META-04: elsewhere it says why and what to do, without loading anything, and spawn() repeats it")
    void elsewhere() {
        WinPtyProvider provider = on("Linux", nowhere());

        Availability availability = provider.availability();

        assertThat(availability.isAvailable()).isFalse();
        assertThat(availability.reason()).contains("this is Linux");
        assertThat(availability.remedy()).isNotEmpty();
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("x")))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("this is Linux");
        assertThatThrownBy(() -> provider.spawn(
                        PtyCommand.of("x").withOption(WinPtyOptions.LIBRARY, directory.resolve("winpty.dll"))))
                .hasMessageContaining("this is Linux");
    }

    @Test
    @DisplayName(
            "META-04: a 32-bit JVM is told to be another, without loading anything, also for a command with a library")
    void otherJvm() throws Exception {
        Path library = PeFiles.winpty(directory);
        WinPtyProvider provider = new WinPtyProvider(new WinPtySystem(
                "Windows 7",
                "x86",
                nowhere(),
                WinPtyProviderTest::noWindows,
                WinPtyProviderTest::noLibrary,
                WinPtyProviderTest::noHelper));

        assertThat(provider.availability().reason())
                .isEqualTo("this is a JVM for x86, and the backend knows 64-bit Windows alone");
        assertThat(provider.availability().remedy()).isEqualTo("use a 64-bit JVM");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("x").withOption(WinPtyOptions.LIBRARY, library)))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("this is a JVM for x86");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("META-04: the real one answers on this system too")
    void here() {
        assertThat(new WinPtyProvider().availability().reason()).contains("winpty is for Windows");
    }

    @Test
    @DisplayName(
            "META-02: on Windows without a library it says where it looked, loading nothing, and the same each time")
    void libraryMissing() {
        WinPtyProvider provider = on("Windows 11", nowhere());

        assertThat(provider.availability().reason()).startsWith("there is no winpty.dll");
        assertThat(provider.availability().remedy()).contains("winpty-agent.exe");
        assertThat(provider.availability()).isSameAs(provider.availability());
    }

    @Test
    @DisplayName("META-02: a Windows that cannot be called, and a library that cannot be loaded, are answers")
    void unusable() throws Exception {
        Path library = PeFiles.winpty(directory);
        LibrarySearch search = new LibrarySearch(name -> library.toString(), name -> null, List.of());
        WinPtyProvider unbound = new WinPtyProvider(new WinPtySystem(
                "Windows 7",
                "amd64",
                search,
                () -> {
                    throw new UnsatisfiedLinkError("no JNA");
                },
                WinPtyProviderTest::noLibrary,
                WinPtyProviderTest::noHelper));
        assertThat(unbound.availability().reason()).contains("no JNA");
        assertThat(unbound.availability().remedy()).contains("--enable-native-access");

        WinPtyProvider wrong = new WinPtyProvider(new WinPtySystem(
                "Windows 7",
                "amd64",
                search,
                SimulatedWin32::new,
                path -> {
                    throw new UnsatisfiedLinkError("no winpty_open");
                },
                WinPtyProviderTest::noHelper));
        assertThat(wrong.availability().reason()).startsWith(library.toString()).contains("no winpty_open");
        assertThat(wrong.availability().cause()).containsInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    @DisplayName("a command may name a library of its own, even where there is no other")
    void libraryOfTheCommand() throws Exception {
        SimulatedWinPtyRig rig = new SimulatedWinPtyRig(directory);
        Path own = PeFiles.winpty(directory.resolve("own"));
        try (PtySession session = rig.provider.spawn(rig.command().withOption(WinPtyOptions.LIBRARY, own))) {
            assertThat(session.child().pid().getAsLong()).isPositive();
        }
        rig.provider.spawn(rig.command().withOption(WinPtyOptions.LIBRARY, own)).close();
        assertThat(rig.loaded).as("loaded once, and stays").containsExactly(own);

        Files.delete(own.resolveSibling("winpty-agent.exe"));
        PtySpawnException failure = catchThrowableOfType(
                PtySpawnException.class,
                () -> rig.provider.spawn(rig.command().withOption(WinPtyOptions.LIBRARY, own)));
        assertThat(failure.stage()).isEqualTo(PtySpawnException.Stage.ALLOCATE);
        assertThat(failure)
                .hasMessageContaining(
                        "the command's option names " + own + ", which has no winpty-agent.exe beside it");
    }

    @Test
    @DisplayName("a library of a command that cannot be loaded is reported with its path and the reason")
    void libraryOfTheCommandNotLoadable() throws Exception {
        Path own = PeFiles.winpty(directory.resolve("own"));
        WinPtyProvider provider = new WinPtyProvider(new WinPtySystem(
                "Windows 7",
                "amd64",
                nowhere(),
                SimulatedWin32::new,
                path -> {
                    throw new UnsatisfiedLinkError("no winpty_open");
                },
                WinPtyProviderTest::noHelper));
        PtyCommand command = new SimulatedWinPtyRig(directory).command().withOption(WinPtyOptions.LIBRARY, own);

        PtySpawnException failure = catchThrowableOfType(PtySpawnException.class, () -> provider.spawn(command));

        assertThat(failure.stage()).isEqualTo(PtySpawnException.Stage.ALLOCATE);
        assertThat(failure).hasMessageContaining(own + " cannot be loaded: no winpty_open");
        assertThat(failure).hasCauseInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    @DisplayName("what it lacks is refused: a terminal without a program, and console input records")
    void lacking() throws Exception {
        SimulatedWinPtyRig rig = new SimulatedWinPtyRig(directory);

        assertThatThrownBy(() -> rig.provider.open(TerminalSize.DEFAULT))
                .isInstanceOf(UnsupportedPtyFeatureException.class);
        try (PtySession session = rig.spawn()) {
            assertThatThrownBy(session::consoleInput).isInstanceOf(UnsupportedPtyFeatureException.class);
        }
        assertThat(rig.open()).isEmpty();
    }
}
