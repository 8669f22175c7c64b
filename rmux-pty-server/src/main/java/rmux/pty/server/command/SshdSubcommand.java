// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code sshd} to the command line. */
public final class SshdSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public SshdSubcommand() {}

    @Override
    public Object command() {
        return new SshdCommand();
    }
}
