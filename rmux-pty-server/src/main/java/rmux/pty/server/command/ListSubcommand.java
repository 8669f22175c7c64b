// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code list} to the command line. */
public final class ListSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public ListSubcommand() {}

    @Override
    public Object command() {
        return new ListCommand();
    }
}
