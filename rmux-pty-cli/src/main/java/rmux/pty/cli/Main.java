// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rmux.pty.cli.spi.Subcommand;

/** {@code rmux-pty}: programs on pseudo-terminals, from the command line. */
@Command(
        name = "rmux-pty",
        description = "Run programs on pseudo-terminals.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "The module rmux-pty-server adds web, sshd, hub, new, attach, detach, list and kill.",
            "The module rmux-pty-mcp adds mcp."
        },
        subcommands = {
            RunCommand.class,
            ProvidersCommand.class,
            DoctorCommand.class,
            RecordCommand.class,
            PlayCommand.class,
            ConvertCommand.class,
            PictureCommand.class,
            CompletionCommand.class,
            ManualCommand.class
        })
public final class Main implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Runs a subcommand and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        for (Subcommand plugged : ServiceLoader.load(Subcommand.class, Main.class.getClassLoader())) {
            line.addSubcommand(plugged.command());
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Main::reportUsage);
        line.setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, command.getErr()));
        // What follows the program's name is the program's, whatever it looks like. `record` has a file before it, and
        // a --.
        line.getSubcommands().values().stream()
                .filter(subcommand -> subcommand.getCommandName().equals("run"))
                .forEach(run -> run.setStopAtPositional(true));
        return line;
    }

    /** One line that says what is wrong and where help is. */
    private static int reportUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("bad usage");
        String help = command.getCommandSpec().qualifiedName() + " --help";
        command.getErr().println("rmux-pty: " + Printable.line(message) + " (see " + help + ")");
        return ExitCodes.USAGE;
    }

    @Override
    public void run() {
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(
                line,
                "a subcommand is missing: "
                        + String.join(", ", line.getSubcommands().keySet()));
    }
}
