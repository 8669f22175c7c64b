// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rmux.pty.server.hub.HubClient;

/** {@code rmux-pty kill}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "End a session, its program and everything that it started.")
final class KillCommand implements Callable<Integer> {

    @Mixin
    private HubLocation location = new HubLocation();

    @Parameters(paramLabel = "NAME", description = "The session.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        try (HubClient client = location.connect()) {
            client.kill(name);
        }
        return 0;
    }
}
