// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rmux.pty.server.hub.HubClient;

/** {@code rmux-pty detach}. */
@Command(
        name = "detach",
        mixinStandardHelpOptions = true,
        description = "Detach everybody who is attached to a session; it goes on.")
final class DetachCommand implements Callable<Integer> {

    @Mixin
    private HubLocation location = new HubLocation();

    @Parameters(paramLabel = "NAME", description = "The session.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
        try (HubClient client = location.connect()) {
            client.detach(name);
        }
        return 0;
    }
}
