// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Terminals for agents: a server of the Model Context Protocol, as the subcommand {@code mcp}.
 *
 * @provides rmux.pty.cli.spi.Subcommand the server as a subcommand of the command line
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // the SDK has no descriptor
module rmux.pty.mcp {
    requires rmux.pty.api;
    requires rmux.pty.cli;
    requires rmux.pty.expect;
    requires info.picocli;
    requires io.modelcontextprotocol.sdk.mcp.core;
    requires java.logging;
    requires static org.jspecify;

    // picocli sets the fields that are annotated as options.
    opens rmux.pty.mcp to
            info.picocli;

    provides rmux.pty.cli.spi.Subcommand with
            rmux.pty.mcp.McpSubcommand;
}
