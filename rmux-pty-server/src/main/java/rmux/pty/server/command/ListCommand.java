// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rmux.pty.server.hub.HubClient;

/** {@code rmux-pty list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the sessions: name, state, viewers, size, start, program and title, separated by tabs.")
final class ListCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HubLocation location = new HubLocation();

    @Override
    public Integer call() throws IOException {
        if (location.isAnswered()) {
            try (HubClient client = location.connect()) {
                PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
                out.print(client.list());
                out.flush();
            }
        }
        return 0;
    }
}
