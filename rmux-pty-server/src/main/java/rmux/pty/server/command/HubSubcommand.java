// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code hub} to the command line. */
public final class HubSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public HubSubcommand() {}

    @Override
    public Object command() {
        return new HubCommand();
    }
}
