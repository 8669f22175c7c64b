// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for other machines, over SSH.
 *
 * <p>Start at {@link rmux.pty.ssh.SshPtyProvider}.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "ssh", for commands that name a target
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Apache MINA SSHD has no descriptor
module rmux.pty.ssh {
    requires transitive rmux.pty.api;
    requires rmux.pty.remote;
    requires org.apache.sshd.osgi;
    requires org.bouncycastle.provider; // MINA has Ed25519 from it
    requires static org.jspecify;

    exports rmux.pty.ssh;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.ssh.SshPtyProvider;
}
