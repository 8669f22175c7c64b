// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.testkit.programs.ConformanceSystem.Hostility;
import rmux.pty.testkit.programs.Inquiry;

/** SPAWN: what a program inherits from this JVM, and what it does not. */
abstract class InheritanceContract extends Contract {

    /** Variables that describe the terminal of the parent, or what runs in it. */
    private static final List<String> OF_PARENTS_TERMINAL = List.of(
            "WINDOW",
            "VTE_VERSION",
            "TERM_PROGRAM",
            "TERM_PROGRAM_VERSION",
            "TERM_SESSION_ID",
            "GPG_TTY",
            "SSH_TTY",
            "KITTY_WINDOW_ID",
            "WEZTERM_PANE",
            "KONSOLE_DBUS_SESSION",
            "ITERM_SESSION_ID",
            "ZELLIJ",
            "ZELLIJ_SESSION_NAME",
            "WT_SESSION",
            "INSIDE_EMACS",
            "ALACRITTY_LOG",
            "GHOSTTY_RESOURCES_DIR");

    InheritanceContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("SPAWN-14")
    void variablesThatDescribeTheParentsTerminalAreNotInherited() throws Exception {
        assumeInheriting();
        Map<String, String> hostile = new LinkedHashMap<>();
        OF_PARENTS_TERMINAL.forEach(name -> hostile.put(name, "of the parent"));
        hostile.put("TERM", "dumb");
        hostile.put("COLORTERM", "truecolor");
        hostile.put("WINDOWS_ARE_OPEN", "kept");
        List<String> seen = new HelperJvm(subject())
                .environment(hostile)
                .run(HelperTask.ENVIRONMENT, hostile.keySet().toArray(String[]::new));
        assertEquals(
                List.of("COLORTERM=truecolor", "TERM=xterm-256color", "WINDOWS_ARE_OPEN=kept"),
                seen,
                () -> "what is left of " + hostile.keySet());
    }

    @Rule("SPAWN-14")
    void workingDirectoryIsNamedAsItWasGiven(@TempDir Path scratch) throws Exception {
        Path target = Files.createDirectory(scratch.resolve("target"));
        Path link = scratch.resolve("link");
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system lets nobody create a symbolic link: " + e);
        }
        assumeTrue(Files.isDirectory(link), "a symbolic link that was created leads nowhere on this system");
        Inquiry<Map<String, String>> inquiry = programs().environment();
        PtyCommand there = inquiry.command().withDirectory(link);
        assertEquals(
                link.toString(), ask(inquiry.with(there)).get("PWD"), "PWD in a directory that was given by a link");
        assertEquals(
                "/set/by/the/command",
                ask(inquiry.with(there.withEnvironment("PWD", "/set/by/the/command")))
                        .get("PWD"),
                "PWD as the command sets it");
        assertEquals(
                target.toRealPath(),
                ask(programs().directory().with(programs().directory().command().withDirectory(link))),
                "the directory itself");
    }

    @Rule("SPAWN-15")
    void lookupWorksWithAPathThatTheJvmCannotExpress() throws Exception {
        assumeInheriting();
        List<String> seen =
                new HelperJvm(subject()).hostility(Hostility.UNDECODABLE_PATH).run(HelperTask.LOOKUP);
        assertEquals(
                List.of("a program on the path: spawned", "a missing one: refused", "one with a strange name: refused"),
                seen,
                "lookups of a JVM in an encoding that has ASCII only, and with another byte in PATH");
    }

    @Rule("SPAWN-17")
    void limitThatTheJvmRaisedForItselfIsNotHandedDown() throws Exception {
        assumeInheriting();
        Inquiry<Long> inquiry = programs().openFileLimit();
        List<String> seen =
                new HelperJvm(subject()).hostility(Hostility.LOW_FILE_LIMIT).run(HelperTask.OPEN_FILES);
        assertEquals(
                List.of(Long.toString(programs().lowFileLimit())),
                seen,
                () -> "the limit of open files in a program, which asked by " + inquiry.command());
    }
}
