// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Sessions for people elsewhere: an SSH server.
 *
 * <p>Start at {@link rmux.pty.server.ssh.PtySshServer}.
 *
 * @provides rmux.pty.cli.spi.Subcommand the servers as subcommands of the command line
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Apache MINA SSHD has no descriptor
module rmux.pty.server {
    requires transitive rmux.pty.api;
    requires org.apache.sshd.osgi;
    requires org.bouncycastle.provider; // MINA has Ed25519 from it
    requires java.logging;
    requires static org.jspecify;
    // Only the subcommands need these two.
    requires static rmux.pty.cli;
    requires static info.picocli;

    exports rmux.pty.server.ssh;

    // picocli sets the fields that are annotated as options.
    opens rmux.pty.server.command to
            info.picocli;

    provides rmux.pty.cli.spi.Subcommand with
            rmux.pty.server.command.SshdSubcommand;
}
