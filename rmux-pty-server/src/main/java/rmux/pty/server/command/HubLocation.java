// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import rmux.pty.server.hub.HubClient;

/** Where the hub listens: an option of every subcommand about sessions. */
final class HubLocation {

    @Option(
            names = "--socket",
            paramLabel = "FILE",
            description =
                    "Socket of the hub; in the user's run-time directory (XDG_RUNTIME_DIR) or state unless given.")
    private @Nullable Path socket;

    Path file() {
        if (socket != null) {
            return socket;
        }
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        boolean hasRuntime = runtime != null && !runtime.isEmpty() && Files.isDirectory(Path.of(runtime));
        return (hasRuntime
                        ? Path.of(runtime, "rmux-pty")
                        : UserState.directory().resolve("hub"))
                .resolve("socket");
    }

    /** Connects to the hub, which has to run. */
    HubClient connect() throws IOException {
        try {
            return HubClient.connect(file());
        } catch (SocketException | NoSuchFileException e) {
            if (e instanceof ConnectException || Files.notExists(file())) {
                throw new IOException(
                        "no hub is running at " + file() + "; rmux-pty new NAME starts one with a session", e);
            }
            throw new IOException("the socket " + file() + " cannot be connected to: " + e.getMessage(), e);
        }
    }

    boolean isAnswered() {
        try (HubClient client = HubClient.connect(file())) {
            return client.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
