// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.ConformanceSystem.Hostility;
import rmux.pty.testkit.programs.Dispositions;
import rmux.pty.testkit.programs.Inquiry;
import rmux.pty.testkit.programs.SessionPlace;

/** SPAWN: what a program finds when it starts. */
abstract class SpawnContract extends Contract {

    private static final int SIZE_TURNS = 30;

    SpawnContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "SPAWN-01", needs = "CONTROLLING_TERMINAL")
    void programLeadsSessionAndForegroundGroupOfItsTerminal() throws Exception {
        Inquiry<SessionPlace> inquiry = programs().standing();
        try (Conversation talk = start(inquiry.command())) {
            SessionPlace standing = inquiry.answer().from(talk.drain());
            long pid = has(PtyCapability.REMOTE) ? standing.process() : talk.pid();
            assertEquals(pid, standing.process(), "the program's own process id, against child().pid()");
            assertEquals(pid, standing.session(), "its session, which it must lead");
            assertEquals(pid, standing.group(), "its process group, which it must lead");
            assertEquals(pid, standing.foreground(), "the foreground process group of its terminal");
            assertTrue(standing.terminalOpens(), "/dev/tty must open: the PTY is to be the controlling terminal");
        }
    }

    @Rule(value = "SPAWN-01", without = "CONTROLLING_TERMINAL")
    void commandThatNeedsControllingTerminalIsRefused() {
        assertCommandRefused(
                PtyCapability.CONTROLLING_TERMINAL,
                programs().exit(0).withRequired(PtyCapability.CONTROLLING_TERMINAL));
    }

    @Rule("SPAWN-02")
    void nothingButTheTerminalIsOpenInTheProgramWhateverOtherThreadsOpen(@TempDir Path scratch) throws Exception {
        try (FileChurn churn = FileChurn.start(scratch, 3)) {
            for (int i = 0; i < 20; i++) {
                List<String> strays = ask(programs().strayDescriptors());
                assertEquals(List.of(), strays, "descriptors that are not the terminal, or too many");
            }
            churn.check();
        }
    }

    @Rule("SPAWN-03")
    void initialSizeIsThereFromTheFirstInstruction() throws Exception {
        for (int i = 0; i < SIZE_TURNS; i++) {
            TerminalSize size = TerminalSize.of(40 + i, 100 - i);
            Inquiry<TerminalSize> inquiry = programs().size();
            assertEquals(size, ask(inquiry.with(inquiry.command().withSize(size))), "the size that the program saw");
        }
        Inquiry<TerminalSize> inquiry = programs().size();
        assertEquals(TerminalSize.DEFAULT, ask(inquiry), "the size when the command sets none");
    }

    @Rule(value = "SPAWN-03", needs = "PIXEL_SIZE")
    void initialSizeInPixelsIsThereFromTheFirstInstruction() throws Exception {
        TerminalSize size = new TerminalSize(132, 50, 1320, 1000);
        Inquiry<TerminalSize> inquiry = programs().pixels();
        assertEquals(size, ask(inquiry.with(inquiry.command().withSize(size))), "the size that the program saw");
    }

    @Rule("SPAWN-04")
    void argumentsArriveByteForByte() throws Exception {
        List<String> arguments = Arrays.asList(
                "",
                "plain",
                "two words",
                " leading and trailing ",
                "\"quoted\"",
                "it's",
                "back\\slash",
                "ends in \\",
                "\\\"",
                "a\\\\\"b",
                "line\nbreak",
                "tab\there",
                "$HOME `id` *",
                "Grüße, 世界, 🙂",
                "-n",
                "%s%n",
                "");
        assertEquals(arguments, ask(programs().arguments(arguments)), "the arguments that arrived");
    }

    @Rule("SPAWN-05")
    void environmentIsInheritedAndChangedAsAsked() throws Exception {
        Inquiry<Map<String, String>> inquiry = programs().environment();
        PtyCommand plain = inquiry.command();
        Map<String, String> inherited = ask(inquiry);
        Map<String, String> parents = has(PtyCapability.REMOTE) ? inherited : System.getenv();
        String name = parents.keySet().stream()
                .filter(n -> n.matches("[A-Z]+") && !n.equals("TERM") && !n.equals("COLUMNS") && !n.equals("LINES"))
                .filter(n ->
                        !n.startsWith("TMUX") && !parents.getOrDefault(n, "").isEmpty())
                .findFirst()
                .orElseThrow();
        assertEquals(parents.get(name), inherited.get(name), () -> "inherited variable " + name);
        Map<String, String> changed = ask(inquiry.with(plain.withEnvironment("RMUX_NEW", "one")
                .withEnvironment("RMUX_NEW", "two = \"2\"\n")
                .withEnvironment("RMUX_EMPTY", "")
                .withEnvironment("RMUX_WORD", "日本")
                .withoutEnvironment(name)));
        assertEquals("two = \"2\"\n", changed.get("RMUX_NEW"), "a variable that was set twice: the last one wins");
        assertEquals("", changed.get("RMUX_EMPTY"), "a variable that was set to the empty string");
        assertEquals("日本", changed.get("RMUX_WORD"), "a variable with characters beyond ASCII");
        assertFalse(changed.containsKey(name), () -> name + " was removed, but is there");
        Map<String, String> cleared =
                ask(inquiry.with(plain.withEmptyEnvironment().withEnvironment("ONLY", "this")));
        assertEquals("this", cleared.remove("ONLY"), "a variable that was set after clearing");
        assertEquals("xterm-256color", cleared.remove("TERM"), "TERM when there is nothing sensible");
        assertEquals(Map.of(), cleared, "what is left after clearing");
        assertEquals(
                "dumb",
                ask(inquiry.with(plain.withEnvironment("TERM", "dumb"))).get("TERM"),
                "TERM as the command sets it");
    }

    @Rule("SPAWN-05")
    void variablesOfTheParentsTerminalAreNotInherited() throws Exception {
        assumeInheriting();
        Map<String, String> hostile = Map.of(
                "COLUMNS",
                "7",
                "LINES",
                "3",
                "TERMCAP",
                "t",
                "TMUX",
                "x",
                "TMUX_PANE",
                "y",
                "STY",
                "z",
                "WINDOWID",
                "9",
                "TERM",
                "dumb",
                "RMUX_KEPT",
                "kept");
        List<String> seen = new HelperJvm(subject()).environment(hostile).run(HelperTask.ENVIRONMENT);
        assertEquals(List.of("RMUX_KEPT=kept", "TERM=xterm-256color"), seen, "what is left of " + hostile);
    }

    @Rule("SPAWN-06")
    void directoryIsHonoured(@TempDir Path scratch) throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("work here"));
        Inquiry<Path> inquiry = programs().directory();
        Path seen = ask(inquiry.with(inquiry.command().withDirectory(directory)));
        assertEquals(directory.toRealPath(), seen, "the directory that the program started in");
        if (!has(PtyCapability.REMOTE)) {
            assertEquals(Path.of("").toRealPath(), ask(inquiry), "the directory when the command sets none");
        }
    }

    @Rule(value = "SPAWN-09", needs = "POSIX_SIGNALS")
    void dispositionsAreDefaultAndMaskIsEmptyHoweverTheJvmWasStarted() throws Exception {
        Dispositions clean = new Dispositions(0, 0);
        assertEquals(clean, ask(programs().dispositions()), "signals blocked and ignored in the program");
        List<String> seen =
                new HelperJvm(subject()).hostility(Hostility.IGNORED_SIGNALS).run(HelperTask.DISPOSITIONS);
        assertEquals(
                List.of(clean.toString()),
                seen,
                "signals blocked and ignored in a program of a JVM that was started with HUP, INT, QUIT, PIPE, CHLD ignored");
    }

    @Rule(value = "SPAWN-09", without = "POSIX_SIGNALS")
    void commandThatNeedsPosixSignalsIsRefused() {
        assertCommandRefused(PtyCapability.POSIX_SIGNALS, programs().exit(0).withRequired(PtyCapability.POSIX_SIGNALS));
    }

    @Rule(value = "SPAWN-11", needs = "ARGV0")
    void ownNameCanDifferFromTheProgram() throws Exception {
        for (String name : List.of("-login", "another name", "")) {
            assertEquals(name, ask(programs().argv0(name)), "argv[0] as the program saw it");
        }
    }

    @Rule(value = "SPAWN-11", without = "ARGV0")
    void anotherOwnNameIsRefused() {
        assertCommandRefused(PtyCapability.ARGV0, programs().exit(0).withArgv0("another"));
    }

    @Rule("SPAWN-12")
    void jvmIsNotForked() throws Exception {
        ForkWatch.Outcome outcome = ForkWatch.during(() -> {
            for (int i = 0; i < 3; i++) {
                try (Conversation talk = start(programs().exit(0))) {
                    talk.exit();
                }
            }
        });
        assertTrue(outcome.isInnocent(), outcome::toString);
    }
}
