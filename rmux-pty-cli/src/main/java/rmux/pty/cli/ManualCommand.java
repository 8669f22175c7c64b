// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rmux-pty manual}. */
@Command(
        name = "manual",
        mixinStandardHelpOptions = true,
        description = {
            "Print the manual page, in the format of man(1).",
            "To read it: rmux-pty manual | man -l -; to keep it: rmux-pty manual > rmux-pty.1"
        })
final class ManualCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine self = java.util.Objects.requireNonNull(spec).commandLine();
        CommandLine root = java.util.Objects.requireNonNull(self.getParent());
        self.getOut().print(ManualPage.of(root));
        self.getOut().flush();
        return ExitCodes.OK;
    }
}
