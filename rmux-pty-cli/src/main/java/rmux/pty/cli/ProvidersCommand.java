// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rmux.pty.api.PtyProviders;

/** {@code rmux-pty providers}. */
@Command(
        name = "providers",
        mixinStandardHelpOptions = true,
        description = "List the providers that were found: verdict, capabilities, reason and remedy.")
final class ProvidersCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        out.println(Printable.lines(PtyProviders.installed().report().toString()));
        return 0;
    }
}
