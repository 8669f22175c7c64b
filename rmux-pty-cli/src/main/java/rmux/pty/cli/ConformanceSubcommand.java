// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code conformance} to the command line. */
public final class ConformanceSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public ConformanceSubcommand() {}

    @Override
    public Object command() {
        return new ConformanceCommand();
    }
}
