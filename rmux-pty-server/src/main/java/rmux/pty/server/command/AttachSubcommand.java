// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code attach} to the command line. */
public final class AttachSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public AttachSubcommand() {}

    @Override
    public Object command() {
        return new AttachCommand();
    }
}
