// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code web} to the command line. */
public final class WebSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public WebSubcommand() {}

    @Override
    public Object command() {
        return new WebCommand();
    }
}
