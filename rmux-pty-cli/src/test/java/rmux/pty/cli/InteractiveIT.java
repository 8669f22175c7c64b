// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that take over the terminal, used as a person would. */
class InteractiveIT {

    private Tmux window;

    @BeforeEach
    void open() throws Exception {
        window = new Tmux(90, 30);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
    }

    @Test
    @DisplayName("vim: insert mode, escape, commands; the file has what was typed")
    void vim(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("note.txt");
        window.start("rmux-pty run -- vim -Nu NONE --cmd \"set t_RV= t_u7= showmode\" " + Tmux.quoted(file));
        window.awaitText("note.txt\" [New]");
        window.type("i");
        window.awaitText("-- INSERT --");
        window.type("hello from vim, häß€𝄞");
        window.awaitText("hello from vim, häß€𝄞");
        window.press("Escape");
        window.type(":wq");
        window.awaitText(":wq");
        window.press("Enter");
        window.awaitPrompt();
        assertThat(file).hasContent("hello from vim, häß€𝄞\n");
    }

    @Test
    @DisplayName("vim sees the window's new size")
    void vimResized() throws Exception {
        window.start("rmux-pty run -- vim -Nu NONE --cmd \"set t_RV= t_u7= showmode\"");
        window.awaitText("VIM - Vi IMproved");
        window.resize(70, 20);
        window.enter(":echo 'size' &columns &lines");
        window.awaitText("size 70 20");
        window.enter(":q");
        window.awaitPrompt();
    }

    @Test
    @DisplayName("htop fills the screen and ends at its key")
    void htop() throws Exception {
        window.start("rmux-pty run -- htop");
        window.await("htop screen", screen -> screen.contains("F10Quit") && screen.contains("Load average"));
        window.press("F10");
        window.awaitPrompt();
        assertThat(window.run("echo status $?")).isEqualTo("status 0");
    }

    @Test
    @DisplayName("bash: prompt, editing keys, job control, ^C")
    void bash() throws Exception {
        window.start("rmux-pty run --env PS1='inner> ' -- bash --norc --noprofile");
        window.awaitText("inner>");
        window.type("echo wld");
        window.press("Left", "Left");
        window.enter("or");
        window.awaitText("\nworld");
        window.press("Up");
        window.press("C-a");
        window.type("FOO=1 ");
        window.awaitText("FOO=1 echo");
        window.press("C-c");
        window.enter("sleep 1000");
        window.awaitText("> sleep 1000");
        window.press("C-z");
        window.awaitText("Stopped");
        window.enter("fg");
        window.awaitText("fg\nsleep 1000");
        window.press("C-c");
        window.enter("echo status $?");
        window.awaitText("\nstatus 130");
        window.press("C-d");
        window.awaitPrompt();
    }

    @Test
    @DisplayName("SIZE-02: a program is notified that there are other sizes, and after 25 it is the last one")
    void resized(@TempDir Path directory) throws Exception {
        Path script = Files.writeString(directory.resolve("sizes"), """
                size=
                trap 'told=told' WINCH
                until [ "$line" = end ]; do
                    old=$size
                    size=$(stty size)
                    [ "$size" = "$old" ] || printf "now %s %s\\\\n" "$size" "$told"
                    read -t 0.1 -r line
                done
                """);
        window.start("rmux-pty run -- bash " + Tmux.quoted(script));
        window.awaitText("now 30 90");
        for (int i = 0; i < 25; i++) {
            window.resize(60 + i, 20 + i % 7);
        }
        // Looked at by itself: bash loses a SIGWINCH that comes while it is in the trap of another, on any terminal.
        window.awaitText("now 23 84 told");
        window.enter("end");
        window.awaitPrompt();
    }

    @Test
    @DisplayName("a size that was asked for does not follow the window")
    void fixedSize() throws Exception {
        window.start("rmux-pty run --size 40x10 -- sh -c 'stty size; read x; stty size'");
        window.awaitText("10 40");
        window.resize(70, 20);
        window.press("Enter");
        assertThat(window.awaitPrompt()).matches("10 40\\s+10 40");
    }
}
