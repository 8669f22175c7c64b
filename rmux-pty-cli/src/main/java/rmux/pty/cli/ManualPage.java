// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page in the macros of man(7), made of the descriptions that the command line has for its help. */
final class ManualPage {

    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    /** The page of a command and all its subcommands. */
    static String of(CommandLine root) throws IOException {
        ManualPage page = new ManualPage();
        page.write(root);
        return page.page.toString();
    }

    private void write(CommandLine root) throws IOException {
        String name = root.getCommandName();
        CommandSpec spec = root.getCommandSpec();
        line(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"" + new Version().getVersion()[0] + "\"");
        section("NAME");
        text(name + " \\- " + escape(summary(spec)));
        section("SYNOPSIS");
        line(".B " + escape(name));
        line(".I COMMAND");
        line("[options]");
        section("COMMANDS");
        root.getSubcommands()
                .forEach((subcommand, line) -> writeCommand(name + " " + subcommand, line.getCommandSpec()));
        section("EXIT STATUS");
        text("The status of the program: its code, or 128 plus the number of the signal that ended it.");
        item("2", "The command line is not right.");
        item("125", "A failure of " + name + " itself.");
        item("126", "The program cannot be started.");
        item("127", "There is no such program.");
        section("SEE ALSO");
        text("pty(7), script(1)");
    }

    private static String summary(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private void writeCommand(String name, CommandSpec spec) {
        line(".SS " + escape(name + synopsis(spec)));
        for (String paragraph : spec.usageMessage().description()) {
            line(".PP");
            text(escape(paragraph));
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                item(
                        String.join(", ", option.names())
                                + (option.arity().max() == 0 ? "" : " " + option.paramLabel()),
                        option);
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item(parameter.paramLabel(), parameter);
        }
    }

    private static String synopsis(CommandSpec spec) {
        StringBuilder synopsis = new StringBuilder();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            synopsis.append(' ').append(parameter.paramLabel());
        }
        return synopsis.toString();
    }

    private void item(String term, ArgSpec argument) {
        item(
                term,
                String.join(" ", argument.description())
                        .replace("${DEFAULT-VALUE}", argument.defaultValueString(true)));
    }

    private void item(String term, String description) {
        line(".TP");
        line(".B " + escape(term));
        text(escape(description));
    }

    private void section(String title) {
        line(".SH " + title);
    }

    /** A line that starts like a request gets a character of no width before that (groff_man(7)). */
    private void text(String text) {
        line(text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text);
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    private static String escape(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    }
}
