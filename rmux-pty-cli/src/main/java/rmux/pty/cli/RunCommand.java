// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rmux-pty run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run a command on a pseudo-terminal of its own, connected to yours; with --on, on another machine.",
            "Exits with the command's status: its code, or 128 plus the number of the signal that ended it;"
                    + " 127 if there is no such program, 126 if it cannot be started, 124 if what --await waits for does not"
                    + " come, 125 for any other failure."
        })
final class RunCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 366 * 24 * 60 * 60;
    private static final double MILLIS = 1000;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Option(
            names = "--each",
            description =
                    "Run it in every place of --on, without input; print the lines of each behind its name, then how each ended."
                            + " Exits with the highest status.")
    private boolean each;

    @Option(names = "--log", paramLabel = "FILE", description = "Also append what is shown to a file, byte for byte.")
    private @Nullable Path log;

    @ArgGroup(multiplicity = "0..*")
    private List<Step> steps = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "How long each --await may take. Default: ${DEFAULT-VALUE}.")
    private double limit = 30;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (each) {
            if (options.places().isEmpty()) {
                throw new ParameterException(line, "--each needs --on");
            }
            if (log != null) {
                throw new ParameterException(line, "--log is for one terminal, and --each has several");
            }
            if (!steps.isEmpty()) {
                throw new ParameterException(line, "--send and --await are for one terminal, and --each has several");
            }
            return new EachPlace(options, command).run(line.getErr());
        }
        if (!(limit > 0 && limit <= MOST_SECONDS)) { // NaN, too
            throw new ParameterException(line, "--limit must be more than 0 seconds, and at most a year");
        }
        Steps conversation = new Steps(steps, Duration.ofMillis(Math.max(1, (long) (limit * MILLIS))));
        if (log == null) {
            return TerminalBridge.run(options, command, TerminalBridge.Tap.NONE, conversation);
        }
        try (OutputLog shown = new OutputLog(log)) {
            return TerminalBridge.run(options, command, shown, conversation);
        }
    }
}
