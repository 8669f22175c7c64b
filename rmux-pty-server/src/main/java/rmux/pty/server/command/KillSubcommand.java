// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code kill} to the command line. */
public final class KillSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public KillSubcommand() {}

    @Override
    public Object command() {
        return new KillCommand();
    }
}
