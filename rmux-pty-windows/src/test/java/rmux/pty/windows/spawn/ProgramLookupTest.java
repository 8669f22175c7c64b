// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** SPAWN-08: where a program is found, and where not. */
class ProgramLookupTest {

    private static final String DIRECTORY = "C:\\work";

    private final Set<String> files = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> environment = new LinkedHashMap<>(Map.of("Path", "C:\\bin;D:\\tools\\"));

    private String find(String program) throws PtySpawnException {
        return new ProgramLookup(program, DIRECTORY, environment, files::contains).find();
    }

    private PtySpawnException failure(String program) {
        PtySpawnException failure = catchThrowableOfType(PtySpawnException.class, () -> find(program));
        assertThat(failure).as("the lookup of %s", program).isNotNull();
        assertThat(failure.stage()).isEqualTo(Stage.RESOLVE_PROGRAM);
        return failure;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "C:\\a\\x.exe, C:\\a\\x.exe",
        "C:\\a\\x, C:\\a\\x.exe",
        "\\\\server\\share\\x, \\\\server\\share\\x.exe",
        "sub\\x, C:\\work\\sub\\x.exe",
        "sub/x.exe, C:\\work\\sub/x.exe",
        ".\\x, C:\\work\\.\\x.exe",
        "..\\x, C:\\work\\..\\x.exe",
        "\\rooted\\x, C:\\rooted\\x.exe",
        "C:\\a\\x.old, C:\\a\\x.old.exe"
    })
    @DisplayName("a path is seen from the child's directory, with PATHEXT")
    void paths(String program, String expected) throws Exception {
        files.add(expected);
        assertThat(find(program)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "\\rooted\\x seen from {0} is {1}")
    @CsvSource({
        "\\\\server\\share\\work, \\\\server\\share\\rooted\\x.exe",
        "\\\\server\\share, \\\\server\\share\\rooted\\x.exe",
        "//server/share/work, //server/share\\rooted\\x.exe"
    })
    @DisplayName("a path from the root is seen from the root of the child's directory, which may be that of a share")
    void rootOfShare(String directory, String expected) throws Exception {
        assertThat(new ProgramLookup("\\rooted\\x", directory, environment, expected::equals).find())
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("a bare name is looked for on the child's PATH, in order, whatever the case of the variable's name")
    void bareName() throws Exception {
        files.add("D:\\tools\\x.exe");
        assertThat(find("x")).isEqualTo("D:\\tools\\x.exe");
        files.add("C:\\bin\\x.com");
        assertThat(find("x")).isEqualTo("C:\\bin\\x.com");
        assertThat(find("x.exe")).isEqualTo("D:\\tools\\x.exe");
    }

    @Test
    @DisplayName(
            "relative entries of PATH are seen from the child's directory; empty and quoted ones are what they should be")
    void relativeEntries() throws Exception {
        environment.put("Path", ";;rel;\"C:\\with space\"");
        files.add("C:\\work\\rel\\x.exe");
        files.add("C:\\with space\\y.exe");
        assertThat(find("x")).isEqualTo("C:\\work\\rel\\x.exe");
        assertThat(find("y")).isEqualTo("C:\\with space\\y.exe");
    }

    @Test
    @DisplayName("never the current directory implicitly, not even by an empty entry")
    void notTheCurrentDirectory() {
        environment.put("Path", ";C:\\bin;");
        files.add("C:\\work\\x.exe");
        assertThat(failure("x"))
                .hasMessageContaining("\"x\" is not on the child's PATH (;C:\\bin;)")
                .hasMessageContaining("C:\\bin\\x.exe")
                .hasMessageContaining("ERROR_FILE_NOT_FOUND (2)");
    }

    @Test
    @DisplayName("PATHEXT is the child's, in its order; without it the usual one")
    void pathext() throws Exception {
        files.add("C:\\bin\\x.exe");
        files.add("C:\\bin\\x.com");
        assertThat(find("x")).isEqualTo("C:\\bin\\x.com");
        environment.put("pathext", ".EXE;.COM");
        assertThat(find("x")).isEqualTo("C:\\bin\\x.exe");
        environment.put("pathext", ".TXT");
        assertThat(failure("x")).hasMessageContaining("tried: nothing");
    }

    @ParameterizedTest
    @CsvSource({"build.cmd", "build.bat", "C:\\bin\\build.CMD", "build"})
    @DisplayName("scripts of cmd.exe are refused with a message that helps")
    void scripts(String program) {
        files.add("C:\\bin\\build.cmd");
        files.add("C:\\bin\\build.bat");
        assertThat(failure(program))
                .hasMessageContaining("is a script of cmd.exe")
                .hasMessageContaining("start \"cmd.exe\" with the arguments /d /c");
    }

    @Test
    @DisplayName("a program further down the PATH is preferred to a script further up")
    void programBeforeScript() throws Exception {
        files.add("C:\\bin\\x.cmd");
        files.add("D:\\tools\\x.exe");
        assertThat(find("x")).isEqualTo("D:\\tools\\x.exe");
    }

    @Test
    @DisplayName(
            "not found names what was tried; a file of another kind, a drive without a directory and no PATH are told apart")
    void refusals() {
        assertThat(failure("C:\\a\\x"))
                .hasMessageContaining("\"C:\\a\\x\" does not exist; tried: C:\\a\\x.com, C:\\a\\x.exe");
        files.add("C:\\a\\x.txt");
        assertThat(failure("C:\\a\\x.txt")).hasMessageContaining("only .exe and .com files can be started");
        assertThat(failure("C:x.exe")).hasMessageContaining("a drive without a directory");
        environment.clear();
        assertThatThrownBy(() -> find("x")).hasMessageContaining("the child has no PATH");
    }

    @Test
    @DisplayName("a program is a file, or what Java cannot follow but CreateProcessW can: an app execution alias")
    void files(@TempDir Path temporary) throws Exception {
        Path file = Files.createFile(temporary.resolve("x.exe"));
        assertThat(ProgramLookup.isFile(file.toString())).isTrue();
        assertThat(ProgramLookup.isFile(temporary.toString())).isFalse();
        assertThat(ProgramLookup.isFile(temporary.resolve("none.exe").toString()))
                .isFalse();
        assertThat(ProgramLookup.isFile("no\0path")).isFalse();
        Path dangling = Files.createSymbolicLink(temporary.resolve("link.exe"), temporary.resolve("none.exe"));
        assertThat(ProgramLookup.isFile(dangling.toString())).isFalse();
        // To Java, a device is what an alias is: neither a file, nor a directory, nor a symbolic link.
        assertThat(ProgramLookup.isFile("/dev/null")).isTrue();
    }
}
