// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import rmux.pty.api.NativeError;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.RunAs;
import rmux.pty.api.TerminalSize;

/** Option parsing, and failures as exit codes. */
class CommandLineTest {

    @Test
    @DisplayName("run: options come before the command, and what follows is the command's")
    void run() {
        ParseResult run =
                parse("run", "--size", "120x40", "--env", "A=b=c", "--env", "D=", "ls", "--size", "x", "--", "-l");
        assertThat(run.matchedPositionalValue(0, List.of())).containsExactly("ls", "--size", "x", "--", "-l");
        TerminalSize size = run.matchedOptionValue("--size", TerminalSize.DEFAULT);
        assertThat(size).isEqualTo(TerminalSize.of(120, 40));
        assertThat(run.matchedOptionValue("--env", List.of())).hasSize(2);
    }

    @Test
    @DisplayName("run: a user, with or without a group")
    void user() {
        RunAs nobody = RunAs.user("nobody");
        assertThat(parse("run", "--user", "nobody", "ls").matchedOptionValue("--user", RunAs.user("0")))
                .isEqualTo(nobody);
        assertThat(parse("run", "--user", "nobody:4", "ls").matchedOptionValue("--user", nobody))
                .isEqualTo(nobody.withGroup("4"));
    }

    @Test
    @DisplayName("run: -- ends the options, once")
    void endOfOptions() {
        assertThat(parse("run", "--", "--size", "--", "@x").matchedPositionalValue(0, List.of()))
                .containsExactly("--size", "--", "@x");
    }

    @Test
    @DisplayName("record: the file, options on either side of it, then -- and the command")
    void record() {
        ParseResult record = parse("record", "a.cast", "--size", "120x40", "--", "ls", "-l");
        assertThat(record.matchedPositionals()).hasSize(2);
        assertThat(record.matchedPositional(1).<List<String>>getValue()).containsExactly("ls", "-l");
        assertThat(record.hasMatchedOption("--size")).isTrue();
    }

    @ParameterizedTest
    @DisplayName("wrong usage is one line and 2")
    @ValueSource(
            strings = {
                "run",
                "record",
                "record a.cast",
                "play",
                "play a.cast --speed x",
                "run --size 80 ls",
                "run --env =x ls",
                "run --user : ls",
                "run --user a:b:c ls",
                "run --size 80x24 --size 80x24 ls",
                "run --nonsense ls",
                "run --on nowhere ls",
                "run --on ssh: ls",
                "run --each ls",
                "run --send \\q ls",
                "run --await ( ls",
                "run --limit 0 ls",
                "run --each --on ssh:a --send x ls",
                "picture a.cast",
                "nonsense",
                ""
            })
    void wrongUsage(String arguments) {
        StringWriter errors = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(errors));
        assertThat(line.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
        assertThat(errors.toString()).startsWith("rmux-pty: ").hasLineCount(1).endsWith(" --help)\n");
    }

    @ParameterizedTest(name = "{1} in stage {0} is {2}")
    @CsvSource({
        "resolve-program, ENOENT, 127",
        "create-process, ENOENT, 127",
        "create-process, EACCES, 126",
        "create-process, ENOEXEC, 126",
        "create-process, E2BIG, 125",
        "directory, ENOENT, 125",
        "allocate, ENOENT, 125"
    })
    void spawnFailures(Stage stage, String symbol, int status) throws Exception {
        NativeError error = new NativeError(NativeError.Kind.ERRNO, 1, symbol, "");
        StringWriter errors = new StringWriter();
        PtySpawnException failure = new PtySpawnException(stage, "call", "what happened", error);
        assertThat(Failures.report(failure, new PrintWriter(errors))).isEqualTo(status);
        assertThat(errors.toString())
                .isEqualTo("rmux-pty: " + stage + ": what happened: " + symbol + " (1) [" + symbol + "]\n");
    }

    @Test
    @DisplayName("a reader that has gone is not told; a mistake of ours is not hidden")
    void otherFailures() throws Exception {
        StringWriter errors = new StringWriter();
        PrintWriter printer = new PrintWriter(errors);
        assertThat(Failures.report(new OutputClosedException(new IOException("Broken pipe")), printer))
                .isEqualTo(141);
        IllegalStateException mistake = new IllegalStateException("mistake");
        assertThatThrownBy(() -> Failures.report(mistake, printer)).isSameAs(mistake);
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    @DisplayName("a failure without a message is not called null; those of the file system say what is wrong")
    void describedFailures() {
        assertThat(Failures.describe(new ClosedChannelException()))
                .isEqualTo("failed for a reason that the system does not state (ClosedChannelException)");
        assertThat(Failures.describe(new NoSuchFileException("/a"))).isEqualTo("/a does not exist");
        assertThat(Failures.describe(new FileAlreadyExistsException("/a"))).isEqualTo("/a exists already");
        assertThat(Failures.describe(new NotDirectoryException("/a")))
                .isEqualTo("/a cannot be used (NotDirectoryException)");
        assertThat(Failures.describe(new FileSystemException("/a", null, "Is a directory")))
                .isEqualTo("/a: Is a directory");
    }

    @Test
    @DisplayName("META-04: where no provider can be used, what is for this system is explained, on one line")
    void noProvider() {
        ProviderReport report = new ProviderReport(List.of(
                candidate("conpty", "this is Linux", "use another"),
                candidate("posix", "the C library cannot be called: null", "allow native access"),
                candidate("other", "broken", "")));
        assertThat(Failures.describe(new NoPtyProviderException("none can be used", report), "Linux"))
                .isEqualTo("none can be used: posix: the C library cannot be called: null; allow native access."
                        + " other: broken");
        assertThat(Failures.describe(
                        new NoPtyProviderException("none is there", new ProviderReport(List.of())), "Linux"))
                .isEqualTo("none is there");
        assertThat(Failures.describe(new NoPtyProviderException("no pty provider is named \"x\"", report), "Linux"))
                .startsWith("no pty provider is named \"x\": posix: ")
                .endsWith(" other: broken [no-provider-named]");
        assertThat(Failures.describe(new NoPtyProviderException("\"other\" cannot be used: broken", report), "Linux"))
                .isEqualTo("\"other\" cannot be used: broken");
    }

    private static Candidate candidate(String name, String reason, String remedy) {
        return new Candidate(
                name, "", "", OptionalInt.empty(), Set.of(), Verdict.UNAVAILABLE, reason, remedy, Optional.empty());
    }

    private static ParseResult parse(String... arguments) {
        return Main.commandLine().parseArgs(arguments).subcommand();
    }
}
