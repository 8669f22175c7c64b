// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rmux-pty completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Print a script that completes commands and options in bash and zsh.",
            "In bash: source <(rmux-pty completion)"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine self = java.util.Objects.requireNonNull(spec).commandLine();
        CommandLine root = java.util.Objects.requireNonNull(self.getParent());
        self.getOut().print(AutoComplete.bash(root.getCommandName(), root));
        self.getOut().flush();
        return ExitCodes.OK;
    }
}
