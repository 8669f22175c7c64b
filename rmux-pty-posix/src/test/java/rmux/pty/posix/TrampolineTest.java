// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.TestPlatforms;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;

/** The trampolines of macOS and FreeBSD, run for real on Linux: by its dash and its perl, with real programs. */
@EnabledOnOs(OS.LINUX)
class TrampolineTest {

    private static final String FACTS = """
            tty; stty size; pwd; ls -m /proc/$$/fd
            cut -d' ' -f1,5,6,8 /proc/$$/stat
            grep -E 'SigBlk|SigIgn' /proc/$$/status | cut -f2
            """;

    /** Every byte that an argument can have, in the encoding of this JVM. */
    private static final String LETTERS =
            IntStream.range(1, 0x180).mapToObj(Character::toString).collect(Collectors.joining());

    @TempDir
    Path directory;

    /** What starts the programs. */
    enum Way {
        DASH {
            @Override
            Platform on(Platform linux) {
                return TestPlatforms.withLateSession(linux);
            }

            @Override
            PtyCommand of(String program, String... arguments) {
                return PtyCommand.of(program, arguments);
            }
        },
        /** A name that no shell takes makes it perl. */
        PERL {
            @Override
            Platform on(Platform linux) {
                return TestPlatforms.withLateSession(linux);
            }

            @Override
            PtyCommand of(String program, String... arguments) {
                return PtyCommand.of(program, arguments).withEnvironment("no.identifier", "1");
            }
        },
        /** As on FreeBSD. */
        PERL_WITH_SESSION {
            @Override
            Platform on(Platform linux) {
                return TestPlatforms.withoutSession(linux);
            }

            @Override
            PtyCommand of(String program, String... arguments) {
                return PtyCommand.of(program, arguments);
            }
        };

        abstract Platform on(Platform linux);

        abstract PtyCommand of(String program, String... arguments);

        AlteredLibC altered() {
            return new AlteredLibC().on(on(NativeAccess.libC().platform()));
        }

        PosixPtyProvider provider() {
            return new PosixPtyProvider(altered().build());
        }
    }

    private static String output(PtySession session) throws Exception {
        return new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static byte[] rawOutput(Way way, PtyCommand command) throws Exception {
        try (PtySession session = way.provider().spawn(command.withModes(TerminalModes.raw()))) {
            byte[] output = session.master().inputStream().readAllBytes();
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0));
            return output;
        }
    }

    private Path program(String name, String text) throws Exception {
        Path file = Files.writeString(directory.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("IO-17: standard error is a pipe, and nothing else is open in the program")
    void separateError(Way way) throws Exception {
        PtyCommand command = way.of("sh", "-c", "echo wrong >&2; test -t 2 || ls -m /proc/$$/fd")
                .withSeparateError(true);
        try (PtySession session = way.provider().spawn(command)) {
            assertThat(new String(session.errorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("wrong\n");
            assertThat(output(session).trim()).isEqualTo("0, 1, 2");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SPAWN-01, 02, 03, 06, 09: terminal, size, directory, descriptors, session, mask and signals are right")
    void facts(Way way) throws Exception {
        PtyCommand command = way.of("sh", "-c", FACTS).withDirectory(directory).withSize(TerminalSize.of(91, 17));
        try (PtySession session = way.provider().spawn(command)) {
            long pid = session.child().pid().getAsLong();
            List<String> lines = output(session).lines().toList();
            assertThat(lines.get(0)).isEqualTo(session.master().terminalName().orElseThrow());
            assertThat(lines.get(1)).isEqualTo("17 91");
            assertThat(lines.get(2)).isEqualTo(directory.toRealPath().toString());
            assertThat(lines.get(3).trim()).isEqualTo("0, 1, 2");
            assertThat(lines.get(4)).isEqualTo(String.join(" ", Collections.nCopies(4, Long.toString(pid))));
            assertThat(lines.get(5)).isEqualTo("0000000000000000");
            assertThat(Long.parseLong(lines.get(6), 16) & ~0x180000000L).isZero();
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SPAWN-01: the program is in the foreground when spawn() returns")
    void foreground(Way way) throws Exception {
        try (PtySession session = way.provider().spawn(way.of("cat"))) {
            assertThat(session.child().foregroundProcessGroup())
                    .hasValue(session.child().pid().getAsLong());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SPAWN-04: arguments arrive byte for byte: empty ones, quotes, options, newlines, every letter")
    void arguments(Way way) throws Exception {
        List<String> arguments =
                List.of("", LETTERS, "a b", "--", "-c", "*", "$(id)", "`id`", "A=1", "", "\n", "'\"\\");
        List<String> all = new ArrayList<>(List.of("%s\\0"));
        all.addAll(arguments);
        String received = new String(
                rawOutput(way, way.of("/usr/bin/printf", all.toArray(String[]::new))), StandardCharsets.UTF_8);
        assertThat(received).isEqualTo(String.join("\0", arguments) + "\0");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SPAWN-05: variables arrive as they are, those that a shell has a use for as well")
    void environment(Way way) throws Exception {
        Map<String, String> wanted = Map.of(
                "LETTERS",
                LETTERS,
                "EMPTY",
                "",
                "IFS",
                "ab:/",
                "PPID",
                "7",
                "LINENO",
                "9",
                "PS4",
                "$(id)",
                "PERL5OPT",
                "-Mnothing",
                "ENV",
                "/etc/passwd",
                "_",
                "x",
                "OLDPWD",
                "/no where");
        PtyCommand command = way.of("/usr/bin/env", "-0").withEmptyEnvironment();
        for (Map.Entry<String, String> variable : wanted.entrySet()) {
            command = command.withEnvironment(variable.getKey(), variable.getValue());
        }
        List<String> received = List.of(new String(rawOutput(way, command), StandardCharsets.UTF_8).split("\0", -1));
        List<String> expected = new ArrayList<>();
        wanted.forEach((name, value) -> expected.add(name + "=" + value));
        assertThat(received).containsAll(expected);
        List<String> others = new ArrayList<>(received);
        others.removeAll(expected);
        assertThat(others).allMatch(entry -> entry.isEmpty() || entry.matches("TERM=.*|no.identifier=1"));
    }

    @Test
    @DisplayName("SPAWN-05: a variable whose name is no identifier goes by perl, and so does OPTIND, which dash checks")
    void oddNames() throws Exception {
        PtyCommand command = PtyCommand.of("/usr/bin/env", "-0")
                .withEnvironment("BASH_FUNC_f%%", "() { :; }")
                .withEnvironment("a b", "c=d")
                .withEnvironment("OPTIND", "none");
        assertThat(List.of(new String(rawOutput(Way.DASH, command), StandardCharsets.UTF_8).split("\0", -1)))
                .contains("BASH_FUNC_f%%=() { :; }", "a b=c=d", "OPTIND=none");
    }

    @Test
    @DisplayName("SPAWN-11: another name for the program goes by perl; without perl that is refused in words")
    void otherName() throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "printf %s \"$0\"").withArgv0("-sh");
        assertThat(rawOutput(
                        Way.DASH, PtyCommand.of("cat", "/proc/self/cmdline").withArgv0("-other name")))
                .isEqualTo("-other name\0/proc/self/cmdline\0".getBytes(StandardCharsets.US_ASCII));
        AlteredLibC libC = Way.DASH.altered();
        libC.injector()
                .fail(
                        CallPattern.named("access")
                                .where(arguments ->
                                        text((Long) arguments.get(0)).endsWith("/perl")),
                        Failure.returning(Errno.ENOENT.asResult()));
        PosixPtyProvider provider = new PosixPtyProvider(libC.build());
        assertThat(provider.capabilities()).doesNotContain(PtyCapability.ARGV0);
        assertThatThrownBy(() -> provider.spawn(command)).isInstanceOf(UnsupportedPtyFeatureException.class);
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true").withEnvironment("a.b", "1")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("need perl in /usr/bin/perl or /usr/local/bin/perl");
    }

    private static String text(long address) {
        LibC libC = NativeAccess.libC();
        StringBuilder text = new StringBuilder();
        for (int i = 0; libC.view(address, i + 1).get(i) != 0; i++) {
            text.append((char) libC.view(address, i + 1).get(i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SPAWN-07: what cannot be executed fails in spawn() with the error that it has everywhere")
    void failures(Way way) throws Exception {
        PosixPtyProvider provider = way.provider();
        Path plain = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
        Path empty = program("empty", "");
        Path text = program("text", "exit 0\n");
        Path orphan = program("orphan", "#!/no/such/interpreter\n");
        long before = children();
        assertThatThrownBy(() -> provider.spawn(way.of("/no/such/program")))
                .hasMessage(
                        "create-process: /no/such/program does not exist: ENOENT (2): No such file or directory [ENOENT]");
        assertThatThrownBy(() -> provider.spawn(way.of(directory.toString())))
                .hasMessageContaining(" is a directory, not a program: EACCES (13)");
        assertThatThrownBy(() -> provider.spawn(way.of(plain.toString())))
                .hasMessageContaining(" is not executable: EACCES (13)");
        for (Path file : List.of(empty, text)) {
            assertThatThrownBy(() -> provider.spawn(way.of(file.toString())))
                    .hasMessageContaining("is not a program for this system, and names no interpreter: ENOEXEC (8)");
        }
        assertThatThrownBy(() -> provider.spawn(way.of(orphan.toString())))
                .hasMessageContaining("the interpreter it names is missing: ENOENT (2)");
        assertThatThrownBy(() -> provider.spawn(way.of("/bin/echo", "x".repeat(3_000_000))))
                .hasMessageContaining("its arguments and environment are too large: E2BIG (7)");
        assertThatThrownBy(() -> provider.spawn(way.of("true").withDirectory(directory.resolve("gone"))))
                .hasMessageContaining("gone does not exist: ENOENT (2)");
        assertThat(children()).isEqualTo(before);
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SPAWN-07: what only the kernel knows is reported by the trampoline: an interpreter that has none itself")
    void reported(Way way) throws Exception {
        Path middle = program("middle", "#!/no/such/interpreter\n");
        Path script = program("script", "#!" + middle + "\n");
        long before = children();
        PosixPtyProvider provider = way.provider();
        assertThatThrownBy(() -> provider.spawn(way.of(script.toString())))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("the interpreter it names is missing: ENOENT (2)");
        try (PtyTerminal terminal = provider.open(TerminalSize.DEFAULT)) {
            assertThatThrownBy(() -> terminal.spawn(way.of(script.toString()))).isInstanceOf(PtySpawnException.class);
        }
        assertThat(children()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("EXIT-01: a program that itself exits with 126, 127 or 2 at once has done so, and was started")
    void exitCodes(Way way) throws Exception {
        PosixPtyProvider provider = way.provider();
        for (int code : new int[] {0, 2, 126, 127, 255}) {
            try (PtySession session = provider.spawn(way.of("sh", "-c", "exit " + code))) {
                assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(code));
                assertThat(output(session)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SPAWN-08: a relative path is that of the directory, even with a leading hyphen")
    void relative(Way way) throws Exception {
        Files.createDirectory(directory.resolve("-e"));
        program("-e/-p", "#!/bin/sh\necho \"$0 $1\"\n");
        try (PtySession session = way.provider().spawn(way.of("-e/-p", "-x").withDirectory(directory))) {
            assertThat(output(session)).isEqualTo(directory + "/-e/-p -x\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("OPEN-02: several programs run on one terminal one after another")
    void oneAfterAnother(Way way) throws Exception {
        try (PtyTerminal terminal = way.provider().open(TerminalSize.DEFAULT)) {
            for (int i = 0; i < 3; i++) {
                assertThat(terminal.spawn(way.of("sh", "-c", "tty >/dev/tty")).waitFor())
                        .isEqualTo(new ExitStatus.Exited(0));
            }
        }
    }
}
