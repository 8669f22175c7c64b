// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rmux.pty.cli.StandardStreams;

/** {@code rmux-pty attach}. */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description = "Show a session in your terminal, and type into it, until it ends or the detach key is pressed.")
final class AttachCommand implements Callable<Integer> {

    @Mixin
    private HubLocation location = new HubLocation();

    @Mixin
    private DetachKey detachKey = new DetachKey();

    @Option(names = "--readonly", description = "Only watch.")
    private boolean readOnly;

    @Parameters(paramLabel = "NAME", description = "The session.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        StandardStreams streams = StandardStreams.ofThisProcess();
        if (!streams.isInteractive()) {
            throw new IOException("attaching needs a terminal, and standard input or output is something else");
        }
        return AttachedTerminal.run(location, streams, name, readOnly, detachKey);
    }
}
