// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.Shell;
import rmux.pty.expect.ShellResult;

public class ShellExample {
    public static void main(String[] arguments) throws Exception {
        Duration limit = Duration.ofSeconds(20);
        PtyCommand command = Shell.command().withSize(TerminalSize.of(60, 10));
        try (Shell shell = Shell.open(command, Shell.DEFAULT_BUDGET)) {
            show(shell.run("seq 1 100000", limit)); // the middle of much output is dropped, and counted
            shell.run("clear; cd " + arguments[0] + "; greet() { echo \"hello, $1\"; }", limit);
            show(shell.run("greet world; (exit 3)", limit)); // directories, variables and functions stay
            show(shell.run("stty -echo; printf 'Password: '; read p; stty echo; echo; echo $p", limit));
            shell.type("secret\r"); // it asked for a password
            show(shell.poll(limit));
            show(shell.run("echo working; sleep 1000", Duration.ofSeconds(1))); // still running
            show(shell.interrupt(limit));
            Files.writeString(Path.of(arguments[1]), shell.expect().screen().toSvg());
        }
    }

    static void show(ShellResult result) {
        System.out.println(result.status() + " " + result.exitCode() + ", dropped " + result.droppedBytes());
    }
}
