// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Sessions for people elsewhere: an SSH server, terminals in a browser, and named sessions that outlive who watches them.
 *
 * <p>Start at {@link rmux.pty.server.ssh.PtySshServer}, {@link rmux.pty.server.web.WebTerminal} or {@link
 * rmux.pty.server.hub.SessionHub}.
 *
 * @provides rmux.pty.cli.spi.Subcommand the servers as subcommands of the command line
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Apache MINA SSHD has no descriptor
module rmux.pty.server {
    requires transitive rmux.pty.api;
    requires rmux.pty.expect;
    requires com.fasterxml.jackson.core;
    requires org.apache.sshd.osgi;
    requires org.bouncycastle.provider; // MINA has Ed25519 from it
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.eclipse.jetty.websocket.api;
    requires org.eclipse.jetty.websocket.server;
    requires java.logging;
    requires jdk.net; // who is at the other end of a socket
    requires static org.jspecify;
    // Only the subcommands need these two.
    requires static rmux.pty.cli;
    requires static info.picocli;

    exports rmux.pty.server.hub;
    exports rmux.pty.server.ssh;
    exports rmux.pty.server.web;

    // picocli sets the fields that are annotated as options.
    opens rmux.pty.server.command to
            info.picocli;

    provides rmux.pty.cli.spi.Subcommand with
            rmux.pty.server.command.AttachSubcommand,
            rmux.pty.server.command.DetachSubcommand,
            rmux.pty.server.command.HubSubcommand,
            rmux.pty.server.command.KillSubcommand,
            rmux.pty.server.command.ListSubcommand,
            rmux.pty.server.command.NewSubcommand,
            rmux.pty.server.command.SshdSubcommand,
            rmux.pty.server.command.WebSubcommand;
}
