// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The command line: run a command on a pseudo-terminal, list providers, diagnose, record and play.
 *
 * @uses rmux.pty.cli.spi.Subcommand further subcommands, of modules that are merely there
 * @provides rmux.pty.cli.spi.Subcommand those that need the testkit
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the servers are compiled after this
module rmux.pty.cli {
    requires rmux.pty.api;
    requires rmux.pty.expect;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    // sun.misc.Signal: a new size of the window, and being told to end.
    requires jdk.unsupported;
    requires static org.jspecify;
    // The user's own terminal. Each is of use on one system, and an image for that one has no other.
    requires static rmux.pty.posix;
    requires static rmux.pty.windows;
    // Only `conformance` and `selftest` need it; an image without it has all the other subcommands.
    requires static rmux.pty.testkit;

    exports rmux.pty.cli.spi;

    // For subcommands that use the user's terminal.
    exports rmux.pty.cli to
            rmux.pty.server;

    // picocli sets the fields that are annotated as options.
    opens rmux.pty.cli to
            info.picocli;

    uses rmux.pty.cli.spi.Subcommand;

    provides rmux.pty.cli.spi.Subcommand with
            rmux.pty.cli.ConformanceSubcommand,
            rmux.pty.cli.SelfTestSubcommand;
}
