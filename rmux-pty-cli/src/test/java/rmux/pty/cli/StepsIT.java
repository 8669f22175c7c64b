// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code rmux-pty run --send} and {@code --await}. */
class StepsIT {

    private static final String GREETING = "printf 'your \\033[1mname\\033[m? '; read n; echo \"hello $n\"; exit 3";

    @Test
    @DisplayName("a question is awaited without its escape sequences, and answered; the status is the program's")
    void conversation() throws Exception {
        Launcher.Outcome outcome = rmuxPty(
                "run", "--await", "name\\?", "--send", "Ada\\r", "--await", "^hello A", "--", "sh", "-c", GREETING);
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).isEqualTo("your \033[1mname\033[m? Ada\r\nhello Ada\r\n");
        assertThat(outcome.status()).isEqualTo(3);
    }

    @Test
    @DisplayName("your own input follows the last step")
    void inputFollows() throws Exception {
        Launcher.Outcome outcome = rmuxPty(
                "typed\n".getBytes(StandardCharsets.UTF_8),
                "run",
                "--await",
                "ready",
                "--send",
                "sent\\r",
                "--",
                "sh",
                "-c",
                "echo ready; read a; read b; read c || echo \"$a:$b:end\"");
        assertThat(outcome.output()).endsWith("sent:typed:end\r\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @DisplayName("what does not come within the limit is 124 and a sentence, and the program is gone")
    void late() throws Exception {
        Launcher.Outcome outcome = rmuxPty(
                "run", "--limit", "0.5", "--await", "never", "--", "sh", "-c", "echo pid $$ up; sleep 1000; echo late");
        assertThat(outcome.status()).isEqualTo(124);
        assertThat(outcome.errors())
                .isEqualTo("rmux-pty: awaited /never/, but it did not come within 0.5 s (--limit)\n");
        Matcher pid = Pattern.compile("pid (\\d+) up\r\n").matcher(outcome.output());
        assertThat(pid.matches()).isTrue();
        assertThat(ProcessHandle.of(Long.parseLong(pid.group(1))).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "what cannot come anymore, since the output has ended, is 124 at once; so is text behind an earlier match")
    void ended() throws Exception {
        Launcher.Outcome outcome = rmuxPty("run", "--await", "b", "--await", "a", "--", "echo", "ab");
        assertThat(outcome.status()).isEqualTo(124);
        assertThat(outcome.output()).isEqualTo("ab\r\n");
        assertThat(outcome.errors()).isEqualTo("rmux-pty: awaited /a/, but the output has ended\n");
    }
}
