// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code selftest} to the command line. */
public final class SelfTestSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public SelfTestSubcommand() {}

    @Override
    public Object command() {
        return new SelfTestCommand();
    }
}
