// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOption;

/** The options that say how the places of {@code --on} are reached. */
final class Reaching {

    private static final PtyOption<Path> IDENTITY = PtyOption.of("ssh.identity", Path.class);
    private static final PtyOption<Path> KNOWN_HOSTS = PtyOption.of("ssh.known-hosts", Path.class);

    @Option(names = "--identity", paramLabel = "FILE", description = "A private key file to log in with over SSH.")
    private @Nullable Path identity;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "The file of known SSH host keys; ~/.ssh/known_hosts unless given.")
    private @Nullable Path knownHosts;

    /** The command, for a place. */
    PtyCommand to(Place place, PtyCommand command) {
        PtyCommand there = place.of(command);
        if (place.kind() == Place.Kind.SSH) {
            there = identity == null ? there : there.withOption(IDENTITY, identity);
            there = knownHosts == null ? there : there.withOption(KNOWN_HOSTS, knownHosts);
        }
        return there;
    }
}
