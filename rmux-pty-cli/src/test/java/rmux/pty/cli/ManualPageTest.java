// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is made of the command line's own description: a manual page, and completion for shells. */
class ManualPageTest {

    private static String output(String subcommand) {
        StringWriter output = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(output));
        assertThat(line.execute(subcommand)).isZero();
        return output.toString();
    }

    @Test
    @DisplayName("the manual page has every subcommand and option, and no line that is taken for a request")
    void manual() {
        String page = output("manual");
        for (CommandLine subcommand : Main.commandLine().getSubcommands().values()) {
            assertThat(page).contains(".SS rmux\\-pty " + subcommand.getCommandName());
            subcommand
                    .getCommandSpec()
                    .options()
                    .forEach(option ->
                            assertThat(page).contains(option.longestName().replace("-", "\\-")));
        }
        assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("[.](TH|SH|SS|PP|TP|B|I)( .*)?"));
        assertThat(page).doesNotContain("${", "null");
    }

    @Test
    @DisplayName("the completion script knows the subcommands and their options")
    void completion() {
        assertThat(output("completion"))
                .startsWith("#!/usr/bin/env bash")
                .contains("rmux-pty", "--idle-time-limit", "providers")
                .contains("complete -F");
    }
}
