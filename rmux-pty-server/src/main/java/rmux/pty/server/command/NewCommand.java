// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.StandardStreams;
import rmux.pty.server.hub.HubClient;

/** {@code rmux-pty new}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Start a command in a session of its own, which goes on when you detach from it, and attach to it.",
            "Starts a hub in the background if none is running."
        })
final class NewCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HubLocation location = new HubLocation();

    @Mixin
    private DetachKey detachKey = new DetachKey();

    @Option(
            names = {"-d", "--detached"},
            description = "Do not attach to it; print its name.")
    private boolean detached;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Its name; a number unless given.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, after --; your login shell unless given.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        StandardStreams streams = StandardStreams.ofThisProcess();
        if (!detached && !streams.isInteractive()) {
            throw new IOException("attaching needs a terminal; use --detached to start a session without one");
        }
        if (!location.isAnswered()) {
            HubStarter.start(location);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        String callers = System.getProperty("rmux.pty.cli.lc-all"); // see the launcher
        if (callers != null && callers.isEmpty()) {
            environment.remove("LC_ALL");
        } else if (callers != null) {
            environment.put("LC_ALL", callers);
        }
        String created;
        try (HubClient client = location.connect()) {
            TerminalSize size = streams.size().orElse(TerminalSize.DEFAULT);
            created = client.create(name, command, size, Path.of("").toAbsolutePath(), environment);
        }
        if (detached) {
            Objects.requireNonNull(spec).commandLine().getOut().println(created);
            return 0;
        }
        return AttachedTerminal.run(location, streams, created, false, detachKey);
    }
}
