// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code detach} to the command line. */
public final class DetachSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public DetachSubcommand() {}

    @Override
    public Object command() {
        return new DetachCommand();
    }
}
