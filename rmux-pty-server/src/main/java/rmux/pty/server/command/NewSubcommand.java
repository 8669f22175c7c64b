// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code new} to the command line. */
public final class NewSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public NewSubcommand() {}

    @Override
    public Object command() {
        return new NewCommand();
    }
}
