// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A terminal with somebody in front of it: a tmux server of its own with one window, in which a shell runs.
 *
 * <p>A second client in tmux's control mode tells when there is something new to see, so that nobody has to look at intervals
 * (tmux(1), CONTROL MODE).
 */
final class Tmux implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String socket = "rmux-pty-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    private final Process watcher;
    private long changes; // guarded by this
    private int command = 1;

    /** Opens a window of a size, with a shell that has shown its prompt. */
    Tmux(int columns, int rows) throws IOException, InterruptedException {
        tmux("-f", "/dev/null", "new-session", "-d", "-s", "test", "-x", "" + columns, "-y", "" + rows, shell());
        watcher = new ProcessBuilder(command("-C", "attach-session", "-t", "test", "-f", "ignore-size")).start();
        Thread thread = new Thread(this::watch, "tmux-watcher");
        thread.setDaemon(true);
        thread.start();
        try {
            awaitPrompt();
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private static String shell() {
        return "env PS1='[\\#]$ ' LC_ALL=C.UTF-8 JAVA_HOME='" + System.getProperty("java.home") + "' PATH='"
                + Launcher.TOP + "':\"$PATH\" bash --norc --noprofile +o history";
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a tmux command and returns what it prints. */
    String tmux(String... arguments) throws IOException, InterruptedException {
        Launcher.Outcome outcome;
        try {
            outcome = Launcher.run(TestLimits.SOON, new byte[0], command(arguments));
        } catch (IOException e) {
            throw new AssertionError("these tests need tmux: apt-get install tmux vim htop", e);
        }
        assertThat(outcome.status())
                .as("tmux %s: %s", List.of(arguments), outcome.errors())
                .isZero();
        return outcome.output();
    }

    private void watch() {
        try (BufferedReader notices = watcher.inputReader(StandardCharsets.UTF_8)) {
            while (notices.readLine() != null) {
                changed();
            }
        } catch (IOException e) {
            changed(); // the server has ended
        }
    }

    private synchronized void changed() {
        changes++;
        notifyAll();
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized void awaitChange(long seen, long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime();
                changes == seen && left > 0;
                left = deadline - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    /** What the window shows, without trailing blanks. */
    String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-t", "test").stripTrailing();
    }

    /** Waits until the window shows something; returns all of it. */
    String await(String what, Predicate<String> condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (true) {
            long seen = changes();
            String screen = screen();
            if (condition.test(screen)) {
                return screen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("within " + TestLimits.SOON + ", no " + what + " on this screen:\n" + screen);
            }
            awaitChange(seen, deadline);
        }
    }

    /** Waits for a text. */
    String awaitText(String text) throws IOException, InterruptedException {
        return await("\"" + text + "\"", screen -> screen.contains(text));
    }

    /** Presses keys, by tmux's names for them. */
    void press(String... keys) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("send-keys", "-t", "test"));
        arguments.addAll(List.of(keys));
        tmux(arguments.toArray(String[]::new));
    }

    /** Types a text. */
    void type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-t", "test", "-l", "--", text);
    }

    /** Types a line. */
    void enter(String line) throws IOException, InterruptedException {
        type(line);
        press("Enter");
    }

    /** Types a command at the shell's prompt, on a cleared screen, and does not wait for its end. */
    void start(String line) throws IOException, InterruptedException {
        type("clear; " + line);
        awaitText("clear; "); // or the screen may still be without it when it is waited to go
        press("Enter");
        command++;
        await("cleared screen", screen -> !screen.contains("clear; "));
    }

    /** Waits until the shell has the terminal back; returns what the last command has left on the screen. */
    String awaitPrompt() throws IOException, InterruptedException {
        String prompt = "[" + command + "]$";
        String screen = await("prompt " + prompt, shown -> shown.endsWith(prompt));
        return screen.substring(0, screen.length() - prompt.length()).strip();
    }

    /** Runs a command to its end; returns what it has left on the screen. */
    String run(String line) throws IOException, InterruptedException {
        start(line);
        return awaitPrompt();
    }

    /** Gives the window another size. */
    void resize(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-t", "test", "-x", "" + columns, "-y", "" + rows);
    }

    /** A path as the shell takes it. */
    static String quoted(Path path) {
        return "'" + path + "'";
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder(command("kill-server")).start();
        watcher.destroy();
    }
}
