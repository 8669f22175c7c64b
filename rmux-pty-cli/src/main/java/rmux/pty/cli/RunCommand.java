// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rmux-pty run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run a command on a pseudo-terminal of its own, connected to yours.",
            "Exits with the command's status: its code, or 128 plus the number of the signal that ended it;"
                    + " 127 if there is no such program, 126 if it cannot be started, 125 for any other failure."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private SessionOptions options = new SessionOptions();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return TerminalBridge.run(options, command, TerminalBridge.Tap.NONE);
    }
}
