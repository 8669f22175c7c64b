// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.LibC.Symbol;
import rmux.pty.posix.platform.Errno;

/** Every way to start a program, on the system at hand with functions taken away from it. */
class SpawnRecipesTest {

    /**
     * What the child tells of itself: terminal, size, directory, descriptors, ids, signal mask and ignored signals. No pipeline
     * where descriptors are listed: the shell may still have its ends open.
     */
    private static final String FACTS = """
            tty; stty size; pwd; ls -m /proc/$$/fd
            cut -d' ' -f1,5,6,8 /proc/$$/stat
            grep -E 'SigBlk|SigIgn' /proc/$$/status | cut -f2
            """;

    @TempDir
    Path directory;

    static Stream<Arguments> recipes() {
        return Stream.of(
                Arguments.of("glibc 2.34 and later", new AlteredLibC()),
                Arguments.of("glibc 2.29 to 2.33, and musl: no closefrom", noCloseFrom()),
                Arguments.of("glibc 2.26 to 2.28: no chdir either", noChdir(noCloseFrom())),
                Arguments.of("no chdir alone", noChdir(new AlteredLibC())),
                Arguments.of("kernel before 5.11: no close_range", noCloseFrom().failing("close_range", Errno.ENOSYS)),
                Arguments.of(
                        "a sandbox that forbids unshare as well",
                        noCloseFrom().failing("close_range", Errno.EPERM).failing("unshare", Errno.EPERM)),
                Arguments.of("kernel before 5.3: no pidfd", new AlteredLibC().failing("pidfd_open", Errno.ENOSYS)),
                Arguments.of("a sandbox without prlimit", new AlteredLibC().failing("prlimit", Errno.EPERM)),
                Arguments.of("a sandbox without epoll", new AlteredLibC().failing("epoll_create1", Errno.EPERM)));
    }

    private static AlteredLibC noCloseFrom() {
        return new AlteredLibC().without(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP);
    }

    private static AlteredLibC noChdir(AlteredLibC libC) {
        return libC.without(Symbol.POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP);
    }

    private static String output(PtySession session) throws Exception {
        return new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    @DisplayName("SPAWN-01, 02, 03, 06, 09: the child is the same, whatever the system lacks")
    void sameChild(String name, AlteredLibC altered) throws Exception {
        List<RandomAccessFile> open = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                open.add(new RandomAccessFile("/dev/null", "r"));
            }
            PosixPtyProvider provider = new PosixPtyProvider(altered.build());
            PtyCommand command =
                    PtyCommand.of("sh", "-c", FACTS).withDirectory(directory).withSize(TerminalSize.of(91, 17));
            try (PtySession session = provider.spawn(command)) {
                long pid = session.child().pid().getAsLong();
                List<String> lines = output(session).lines().toList();
                assertThat(lines.get(0))
                        .isEqualTo(session.master().terminalName().orElseThrow());
                assertThat(lines.get(1)).isEqualTo("17 91");
                assertThat(lines.get(2)).isEqualTo(directory.toRealPath().toString());
                assertThat(lines.get(3).trim()).isEqualTo("0, 1, 2");
                assertThat(lines.get(4)).isEqualTo(String.join(" ", Collections.nCopies(4, Long.toString(pid))));
                assertThat(lines.get(5)).isEqualTo("0000000000000000");
                // 32 and 33 are the C library's own, which a program cannot change (nptl(7)).
                assertThat(Long.parseLong(lines.get(6), 16) & ~0x180000000L).isZero();
                assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0));
            }
        } finally {
            for (RandomAccessFile file : open) {
                file.close();
            }
        }
    }

    @Test
    @DisplayName(
            "the fallback for old C libraries is really taken, and leaves this process's directory and descriptors alone")
    void fallbackTaken() throws Exception {
        AlteredLibC altered = noChdir(noCloseFrom()).failing("close_range", Errno.ENOSYS);
        Path before = Path.of("/proc/self/cwd").toRealPath();
        try (PtySession session =
                new PosixPtyProvider(altered.build()).spawn(PtyCommand.of("pwd").withDirectory(directory))) {
            assertThat(output(session)).isEqualTo(directory.toRealPath() + "\n");
        }
        assertThat(altered.calls())
                .contains("unshare", "fcntl", "chdir")
                .doesNotContain("posix_spawn_file_actions_addclosefrom_np", "posix_spawn_file_actions_addchdir_np");
        assertThat(Path.of("/proc/self/cwd").toRealPath()).isEqualTo(before);
    }

    @Test
    @DisplayName("SPAWN-06: where no way leads to another directory, that is an error and not a silent fallback")
    void noWayToDirectory() {
        AlteredLibC altered = noChdir(new AlteredLibC()).failing("unshare", Errno.EPERM);
        PosixPtyProvider provider = new PosixPtyProvider(altered.build());
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("pwd").withDirectory(directory)))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("does not let a thread have one of its own: EPERM (1)");
    }

    @Test
    @DisplayName("SPAWN-07: a missing program, a non-program and a missing interpreter fail alike by every recipe")
    void failures() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "just text\n");
        Path orphan = Files.writeString(directory.resolve("orphan"), "#!/no/such/interpreter\n");
        assertThat(text.toFile().setExecutable(true) && orphan.toFile().setExecutable(true))
                .isTrue();
        for (AlteredLibC altered : List.of(new AlteredLibC(), noChdir(noCloseFrom()))) {
            PosixPtyProvider provider = new PosixPtyProvider(altered.build());
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of("/no/such/program")))
                    .hasMessage(
                            "create-process: /no/such/program does not exist: ENOENT (2): No such file or directory [ENOENT]");
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of(directory.toString())))
                    .hasMessage("create-process: " + directory
                            + " is a directory, not a program: EACCES (13): Permission denied [EACCES]");
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of(text.toString())))
                    .hasMessageContaining("is not a program for this system, and names no interpreter: ENOEXEC (8)");
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of(orphan.toString())))
                    .hasMessageContaining("the interpreter it names is missing: ENOENT (2)");
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of("/bin/echo", "x".repeat(3_000_000))))
                    .hasMessageContaining("its arguments and environment are too large: E2BIG (7)");
        }
    }

    @Test
    @DisplayName("SPAWN-06: a directory that is missing, or a file, is named")
    void badDirectory() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        PosixPtyProvider provider = new PosixPtyProvider(new AlteredLibC().build());
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("pwd").withDirectory(directory.resolve("gone"))))
                .isInstanceOfSatisfying(
                        PtySpawnException.class,
                        e -> assertThat(e.stage()).isEqualTo(PtySpawnException.Stage.DIRECTORY))
                .hasMessage("directory: the working directory " + directory.resolve("gone")
                        + " does not exist: ENOENT (2): No such file or directory [working-directory]");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("pwd").withDirectory(file)))
                .hasMessageContaining("is not a directory: ENOTDIR (20)");
        Path endless = directory.resolve("d/".repeat(3000));
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("pwd").withDirectory(endless)))
                .hasMessageStartingWith("directory: the working directory " + directory)
                .hasMessageEndingWith(
                        "/d/d cannot be reached: ENAMETOOLONG (36): File name too long [working-directory]");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("pwd").withDirectory(file.resolve("below"))))
                .message()
                .as("newer JDKs say of what is below a file that it does not exist")
                .containsPattern("below cannot be reached: ENOTDIR");
    }

    @Test
    @DisplayName("all terminals in use: the message says what to do")
    void noTerminals() {
        PosixPtyProvider provider = new PosixPtyProvider(
                new AlteredLibC().failing("posix_openpt", Errno.ENOSPC).build());
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessage("allocate: all pseudo-terminals of the system are in use; close some, or raise the sysctl"
                        + " kernel.pty.max: ENOSPC (28): No space left on device [ENOSPC]");
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"ENOENT", "ENODEV"})
    @DisplayName("no terminals at all, as in a bare container: the message says what to do")
    void noDevice(Errno errno) {
        PosixPtyProvider provider = new PosixPtyProvider(
                new AlteredLibC().failing("posix_openpt", errno).build());
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageStartingWith("allocate: there are no pseudo-terminals here: mount a devpts file system")
                .hasMessageContaining(errno.name() + " (");
    }
}
