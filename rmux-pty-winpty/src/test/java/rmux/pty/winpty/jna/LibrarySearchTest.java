// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.windows.simulated.PeFiles;

/** Which winpty.dll is taken, and what is said when none can be. */
class LibrarySearchTest {

    private static final String NAMES = "the system property rmux.pty.winpty.library names ";

    @TempDir
    private Path directory;

    private static LibrarySearch.Result find(
            Map<String, String> properties, Map<String, String> environment, Path... beside) {
        return new LibrarySearch(properties::get, environment::get, List.of(beside)).find("amd64");
    }

    private static LibrarySearch.Result property(Path library) {
        return find(Map.of(LibrarySearch.PROPERTY, library.toString()), Map.of());
    }

    @Test
    @DisplayName("the system property comes first, then the variable, then the application's directories in turn")
    void order() throws IOException {
        Path first = PeFiles.winpty(directory.resolve("first"));
        Path second = PeFiles.winpty(directory.resolve("second"));
        Path third = PeFiles.winpty(directory.resolve("third"));
        Map<String, String> property = Map.of(LibrarySearch.PROPERTY, first.toString());
        Map<String, String> variable = Map.of(LibrarySearch.VARIABLE, second.toString());

        assertThat(find(property, variable, third.getParent()).library()).contains(first);
        assertThat(find(Map.of(), variable, third.getParent()).library()).contains(second);
        assertThat(find(Map.of(), Map.of(), directory, third.getParent()).library())
                .contains(third);
    }

    @Test
    @DisplayName("a missing DLL is one sentence with its path; what is named is not passed over")
    void missingLibrary() throws IOException {
        Path good = PeFiles.winpty(directory.resolve("good"));
        Path missing = directory.resolve("nowhere").resolve("winpty.dll");

        LibrarySearch.Result result =
                find(Map.of(LibrarySearch.PROPERTY, missing.toString()), Map.of(), good.getParent());

        assertThat(result.library()).isEmpty();
        assertThat(result.reason())
                .isEqualTo("the system property rmux.pty.winpty.library names " + missing + ", which does not exist");
        assertThat(result.remedy()).contains("winpty-agent.exe", "RMUX_PTY_WINPTY_LIBRARY");
    }

    @Test
    @DisplayName("a DLL for another processor is one sentence with both")
    void wrongArchitecture() throws IOException {
        Path library = PeFiles.winpty(directory.resolve("x86"));
        PeFiles.write(library, PeFiles.I386);
        assertThat(property(library).reason())
                .isEqualTo(NAMES + library + ", which is for 32-bit x86, and this JVM is for x86-64");

        PeFiles.write(library, PeFiles.ARM64);
        assertThat(property(library).reason())
                .isEqualTo(NAMES + library + ", which is for arm64, and this JVM is for x86-64");

        PeFiles.write(library, 0x1C0);
        assertThat(property(library).reason()).startsWith(NAMES + library + ", which is for another processor");
    }

    @Test
    @DisplayName("a DLL without its agent is one sentence with the agent's path")
    void missingAgent() throws IOException {
        Path library = PeFiles.winpty(directory.resolve("alone"));
        Path agent = library.resolveSibling("winpty-agent.exe");
        Files.delete(agent);

        assertThat(property(library).reason()).isEqualTo(NAMES + library + ", which has no winpty-agent.exe beside it");
    }

    @Test
    @DisplayName("an agent may be a 32-bit program, but not one for another processor, nor anything else")
    void agents() throws IOException {
        Path library = PeFiles.winpty(directory.resolve("agents"));
        Path agent = library.resolveSibling("winpty-agent.exe");

        PeFiles.write(agent, PeFiles.I386);
        assertThat(property(library).library()).contains(library);
        PeFiles.write(agent, PeFiles.ARM64);
        assertThat(property(library).reason())
                .isEqualTo(NAMES + library
                        + ", which has a winpty-agent.exe for arm64 beside it, and this JVM is for x86-64");
        Files.writeString(agent, "#!/bin/sh");
        assertThat(property(library).reason())
                .isEqualTo(NAMES + library + ", which has beside it what is not a program of Windows: " + agent);
    }

    @Test
    @DisplayName("a file that is no DLL, a cut-off header, a relative path and no path at all are refused")
    void noLibrary() throws IOException {
        Path library = PeFiles.winpty(directory.resolve("odd"));
        Files.writeString(library, "not a DLL");
        assertThat(property(library).reason()).isEqualTo(NAMES + library + ", which is not a library of Windows");
        Files.write(library, new byte[] {'M', 'Z'});
        assertThat(property(library).reason()).isEqualTo(NAMES + library + ", which is not a library of Windows");

        assertThat(property(Path.of("winpty.dll")).reason())
                .isEqualTo(NAMES + "winpty.dll, which is not an absolute path");
        assertThat(find(Map.of(), Map.of(LibrarySearch.VARIABLE, "a\0b")).reason())
                .startsWith("the variable RMUX_PTY_WINPTY_LIBRARY names no path");
    }

    @Test
    @DisplayName("with nothing named, every path that was looked at is reported")
    void nothingNamed() {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");

        LibrarySearch.Result result = find(Map.of(), Map.of(), one, two);

        assertThat(result.reason())
                .isEqualTo(
                        "there is no winpty.dll for this JVM: the system property rmux.pty.winpty.library and the variable"
                                + " RMUX_PTY_WINPTY_LIBRARY are not set; " + one.resolve("winpty.dll")
                                + " does not exist; "
                                + two.resolve("winpty.dll") + " does not exist");
    }

    @Test
    @DisplayName("a library whose header is cut off anywhere is none")
    void cutOff() throws IOException {
        Path library = PeFiles.winpty(directory.resolve("cut"));
        byte[] whole = Files.readAllBytes(library);
        for (int length : new int[] {0, 1, 63, 64, 128, 131, 132, 133}) {
            Files.write(library, Arrays.copyOf(whole, length));
            assertThat(property(library).reason())
                    .as("%d bytes", length)
                    .isEqualTo(NAMES + library + ", which is not a library of Windows");
        }
        Files.write(library, Arrays.copyOf(whole, 134));
        assertThat(property(library).library()).contains(library);
    }

    @Test
    @DisplayName(
            "the application's directories are those of its launcher, of our jar and of the runtime; absolute ones alone")
    void directories() throws Exception {
        Path jar = Files.createFile(directory.resolve("rmux-pty-winpty.jar"));
        Path launcher = directory.resolve("app").resolve("app.exe");
        Path home = directory.resolve("runtime");

        assertThat(LibrarySearch.directories(
                        Map.of("jpackage.app-path", launcher.toString(), "java.home", home.toString())::get,
                        Optional.of(jar.toUri().toURL())))
                .containsExactly(launcher.getParent(), directory, home.resolve("bin"));
        assertThat(LibrarySearch.directories(
                        Map.of("jpackage.app-path", "app.exe", "java.home", "runtime")::get,
                        Optional.of(directory.toUri().toURL())))
                .isEmpty();
        assertThat(LibrarySearch.directories(
                        Map.of("jpackage.app-path", "a\0b")::get,
                        Optional.of(URI.create("jrt:/java.base").toURL())))
                .isEmpty();
        assertThat(LibrarySearch.directories(name -> null, Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName("a library for arm64 serves a JVM for arm64; with a 32-bit agent too, but not with one for x86-64")
    void otherJvms() throws IOException {
        Path library = PeFiles.winpty(directory.resolve("arm"));
        PeFiles.write(library, PeFiles.ARM64);
        LibrarySearch search =
                new LibrarySearch(Map.of(LibrarySearch.PROPERTY, library.toString())::get, name -> null, List.of());
        PeFiles.write(library.resolveSibling("winpty-agent.exe"), PeFiles.ARM64);

        assertThat(search.find("aarch64").library()).contains(library);
        PeFiles.write(library.resolveSibling("winpty-agent.exe"), PeFiles.I386);
        assertThat(search.find("ARM64").library()).contains(library);
        PeFiles.write(library.resolveSibling("winpty-agent.exe"), PeFiles.AMD64);
        assertThat(search.find("aarch64").reason())
                .isEqualTo(NAMES + library
                        + ", which has a winpty-agent.exe for x86-64 beside it, and this JVM is for arm64");
        assertThatThrownBy(() -> search.find("x86")).isInstanceOf(IllegalArgumentException.class);
    }
}
