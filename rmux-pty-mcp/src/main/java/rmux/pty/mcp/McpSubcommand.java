// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import rmux.pty.cli.spi.Subcommand;

/** Adds {@code mcp} to the command line. */
public final class McpSubcommand implements Subcommand {

    /** For {@link java.util.ServiceLoader}. */
    public McpSubcommand() {}

    @Override
    public Object command() {
        return new McpCommand();
    }
}
