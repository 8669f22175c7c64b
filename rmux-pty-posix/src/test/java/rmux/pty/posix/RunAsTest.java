// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.RunAs;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.programs.PosixPrograms;

/** Programs that run as other users than this JVM, which has to be root's for that. */
@EnabledOnOs(OS.LINUX)
class RunAsTest {

    private static final RunAs NOBODY = RunAs.user("nobody");
    private static final RunAs NUMBERS =
            RunAs.user("54321").withGroup("54322").withSupplementaryGroups("54323", "54324");
    private static final String PROPERTY = "rmux.pty.posix.nofile";

    private final PosixPtyProvider provider = new PosixPtyProvider();

    @BeforeEach
    void assumePrivileges() {
        assumeTrue(provider.capabilities().contains(PtyCapability.RUN_AS), "this JVM may not run programs as others");
    }

    @AfterEach
    void restore() {
        System.clearProperty(PROPERTY);
    }

    /** Every thread of this JVM is its own user's again, once those that started programs have ended. */
    @AfterEach
    void noThreadIsAnothersUser() throws Exception {
        ThreadUsers.awaitOwn("a test");
    }

    private static PtyCommand script(String text) {
        return PtyCommand.of("/bin/sh", "-c", text).withDirectory("/");
    }

    private static String output(PtySession session) throws Exception {
        return new String(session.master().inputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .replace("\r", "")
                .strip();
    }

    private String run(PtyCommand command) throws Exception {
        try (PtySession session = provider.spawn(command)) {
            String output = output(session);
            assertThat(session.child().waitFor(TestLimits.SOON)).as(output).contains(new ExitStatus.Exited(0));
            return output;
        }
    }

    /** The lines of a process's status that tell what it may do, as the kernel has them. */
    private static final String IDENTITY = "grep -E '^(Uid|Gid|Groups|CapPrm|CapEff|CapAmb):' /proc/$$/status";

    @Test
    @DisplayName("SPAWN-16: real, effective and saved ids are all the user's, and no capability is left")
    void everyId() throws Exception {
        assertThat(run(script(IDENTITY).withRunAs(NUMBERS)).replace('\t', ' ').lines())
                .map(String::strip)
                .containsExactly(
                        "Uid: 54321 54321 54321 54321",
                        "Gid: 54322 54322 54322 54322",
                        "Groups: 54323 54324",
                        "CapPrm: 0000000000000000",
                        "CapEff: 0000000000000000",
                        "CapAmb: 0000000000000000");
    }

    @Test
    @DisplayName("SPAWN-16: a user's own group and supplementary groups are those that the system lists")
    void listedGroups() throws Exception {
        String expected = run(script("id -u nobody; id -g nobody; id -G nobody"));
        assertThat(run(script("id -u; id -g; id -G").withRunAs(NOBODY))).isEqualTo(expected);
        assertThat(run(script("id -g; id -G")
                        .withRunAs(NOBODY.withGroup("54322").withSupplementaryGroups())))
                .isEqualTo("54322\n54322");
    }

    @Test
    @DisplayName("SPAWN-16: a program may be run as root with other groups, and keeps what root may do")
    void root() throws Exception {
        RunAs root = RunAs.user("0").withGroup("54322").withSupplementaryGroups("54323");
        assertThat(run(script("id -u; id -G; grep CapEff /proc/$$/status").withRunAs(root)))
                .startsWith("0\n54322 54323\nCapEff:")
                .doesNotContain("0000000000000000");
    }

    @Test
    @DisplayName("SPAWN-16: the program cannot become root again")
    void cannotReturn() throws Exception {
        assertThat(run(script("python3 -c 'import os\ntry:\n os.setuid(0)\nexcept PermissionError:\n print(\"no\")'")
                        .withRunAs(NOBODY)))
                .isEqualTo("no");
    }

    @Test
    @DisplayName("SPAWN-16, SPAWN-01: the terminal is the user's, who can open it by its name and by /dev/tty")
    void terminal() throws Exception {
        assertThat(run(script("t=$(tty); echo name >$t; echo control >/dev/tty; stat -c %u:%a $t")
                        .withRunAs(NUMBERS)))
                .matches("name\ncontrol\n54321:6[02]0");
    }

    @Test
    @DisplayName("SPAWN-16, IO-17: standard error apart from the terminal can be opened by its name too")
    void separateError() throws Exception {
        PtyCommand command =
                script("echo wrong >/dev/stderr; echo right").withRunAs(NUMBERS).withSeparateError(true);
        try (PtySession session = provider.spawn(command)) {
            assertThat(new String(session.errorStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("wrong\n");
            assertThat(output(session)).isEqualTo("right");
        }
    }

    @Test
    @DisplayName("SPAWN-16, OPEN-02: a terminal belongs to the user of the program that runs on it")
    void oneAfterAnother() throws Exception {
        try (PtyTerminal terminal = provider.open(TerminalSize.DEFAULT)) {
            Path name = Path.of(terminal.terminalName());
            PtyChild first =
                    terminal.spawn(script("test $(id -u) = 54321 && : >$(tty)").withRunAs(NUMBERS));
            assertThat(first.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(Files.getAttribute(name, "unix:uid")).isEqualTo(54321);
            assertThatThrownBy(() ->
                            terminal.spawn(PtyCommand.of("/no/such/program").withRunAs(NOBODY)))
                    .isInstanceOf(PtySpawnException.class);
            assertThat(Files.getAttribute(name, "unix:uid")).isEqualTo(0);
            terminal.spawn(script("true").withRunAs(NUMBERS)).waitFor();
            assertThat(terminal.spawn(script("exit $(id -u)")).waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(Files.getAttribute(name, "unix:uid")).isEqualTo(0);
        }
    }

    @Test
    @DisplayName("SPAWN-16, SPAWN-17: the limit of open files is lowered for other users' programs as well")
    void limited() throws Exception {
        System.setProperty(PROPERTY, "64");
        PosixPtyProvider limiting = new PosixPtyProvider(new AlteredLibC().build());
        for (int i = 0; i < 20; i++) {
            try (PtySession session =
                    limiting.spawn(script("read x; ulimit -Sn; id -u").withRunAs(NUMBERS))) {
                session.write("\n");
                assertThat(output(session)).isEqualTo("64\n54321");
            }
        }
    }

    @Test
    @DisplayName("SPAWN-16, SPAWN-06: a directory that the user may not enter is named, though this JVM may")
    void directory(@TempDir Path scratch) throws Exception {
        Path ours = Files.createDirectory(
                scratch.resolve("ours"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        PtyCommand there = script("true").withDirectory(ours);
        run(there);
        assertThatThrownBy(() -> provider.spawn(there.withRunAs(NOBODY)))
                .isInstanceOfSatisfying(PtySpawnException.class, e -> {
                    assertThat(e.stage()).isEqualTo(Stage.DIRECTORY);
                    assertThat(e).hasMessageContaining(ours.toString()).hasMessageContaining("EACCES");
                });
    }

    @Test
    @DisplayName(
            "SPAWN-16, SPAWN-07, SPAWN-08: a program that the user may not execute is refused, and not found on PATH")
    void program(@TempDir Path scratch) throws Exception {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path tool = Files.writeString(scratch.resolve("rmux-tool"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        PtyCommand byPath = PtyCommand.of(tool.toString()).withDirectory("/");
        run(byPath);
        assertThatThrownBy(() -> provider.spawn(byPath.withRunAs(NOBODY)))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining(tool.toString())
                .hasMessageContaining("EACCES");
        PtyCommand byName =
                PtyCommand.of("rmux-tool").withDirectory("/").withEnvironment("PATH", scratch + ":/usr/bin:/bin");
        run(byName);
        assertThatThrownBy(() -> provider.spawn(byName.withRunAs(NOBODY)))
                .isInstanceOfSatisfying(
                        PtySpawnException.class, e -> assertThat(e.stage()).isEqualTo(Stage.RESOLVE_PROGRAM));
    }

    @Test
    @DisplayName("SPAWN-16: a user or group that does not exist is named, before a terminal is allocated")
    void unknown() throws Exception {
        AlteredLibC altered = new AlteredLibC();
        PosixPtyProvider counting = new PosixPtyProvider(altered.build());
        for (RunAs wrong : List.of(
                RunAs.user("rmux-nobody-has-this"),
                NOBODY.withGroup("rmux-nobody-has-this"),
                NOBODY.withSupplementaryGroups("rmux-nobody-has-this"),
                RunAs.user("rmux-nobody-has-this").withGroup("0"))) {
            assertThatThrownBy(() -> counting.spawn(script("true").withRunAs(wrong)))
                    .isInstanceOfSatisfying(
                            PtySpawnException.class, e -> assertThat(e.stage()).isEqualTo(Stage.USER))
                    .hasMessageContaining("rmux-nobody-has-this on this system");
        }
        assertThatThrownBy(() -> counting.spawn(script("true").withRunAs(RunAs.user("54321"))))
                .hasMessageContaining("name a group as well");
        assertThatThrownBy(() -> counting.spawn(script("true").withRunAs(RunAs.user("4294967295"))))
                .hasMessageContaining("there is no user 4294967295");
        assertThat(altered.calls()).doesNotContain("posix_openpt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getpwnam_r", "getgrouplist", "prctl", "setgroups", "setresgid", "setresuid", "fchown"})
    @DisplayName("SPAWN-16, LIFE-07: a call that fails is named with its error, and leaves nothing")
    void failing(String function) throws Exception {
        provider.spawn(script("true").withRunAs(NOBODY)).close();
        PosixPtyProvider failing = new PosixPtyProvider(
                new AlteredLibC().failing(function, Errno.EPERM).build());
        long children = ProcessHandle.current().children().count();
        assertThatThrownBy(() -> failing.spawn(script("true").withRunAs(NOBODY).withSeparateError(true)))
                .isInstanceOfSatisfying(PtySpawnException.class, e -> {
                    assertThat(e.operation()).isEqualTo(function);
                    assertThat(e.nativeError().map(NativeError::symbol)).contains("EPERM");
                });
        assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
        assertThat(run(script("id -u"))).isEqualTo("0");
    }

    @Test
    @DisplayName("SPAWN-16, LIFE-02: closing ends what another user's program has left in other sessions")
    void tree() throws Exception {
        PtySession session =
                provider.spawn(script("trap '' HUP; setsid sh -c 'trap \"\" HUP TERM; sleep 300' & echo $!; wait")
                        .withRunAs(NOBODY));
        long detached;
        try (session) {
            StringBuilder line = new StringBuilder();
            for (int c = session.master().inputStream().read();
                    c != '\n';
                    c = session.master().inputStream().read()) {
                line.append((char) c);
            }
            detached = Long.parseLong(line.toString().strip());
            assertThat(ProcessHandle.of(detached)).isPresent();
        }
        assertThat(new PosixPrograms().isRunning(detached)).isFalse();
    }

    @Test
    @DisplayName(
            "SPAWN-16: this JVM stays dumpable, so that its files in /proc stay its own, and its threads keep their ids")
    void parentIsUnchanged() throws Exception {
        for (int i = 0; i < 20; i++) {
            run(script("true").withRunAs(NUMBERS));
            provider.spawn(script("sleep 300").withRunAs(NUMBERS)).close();
            assertThat(run(script("id -u; id -G"))).isEqualTo(run(script("id -u; id -G root")));
        }
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("/no/such").withRunAs(NOBODY)))
                .isInstanceOf(PtySpawnException.class);
        assertThat(isDumpable()).isTrue();
    }

    @Test
    @DisplayName("SPAWN-16: a program runs even if this JVM cannot be made dumpable again")
    void notDumpableAgain() throws Exception {
        LibC libC = NativeAccess.libC();
        int set = libC.platform().number(Constant.PR_SET_DUMPABLE);
        AlteredLibC altered = new AlteredLibC()
                .failing(
                        CallPattern.named("prctl")
                                .where(arguments -> arguments.get(0).equals(set)),
                        Errno.EINVAL);
        try (PtySession session =
                new PosixPtyProvider(altered.build()).spawn(script("id -u").withRunAs(NUMBERS))) {
            assertThat(output(session)).isEqualTo("54321");
            assertThat(isDumpable()).isFalse();
        } finally {
            assertThat(libC.prctl(set, 1, 0, 0, 0)).isZero();
        }
    }

    private static boolean isDumpable() {
        LibC libC = NativeAccess.libC();
        return libC.prctl(libC.platform().number(Constant.PR_GET_DUMPABLE), 0, 0, 0, 0) == 1;
    }
}
