// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.nio.file.Path;
import rmux.pty.api.PtyOption;

/** What a command can say to the backend for SSH that is found by {@link java.util.ServiceLoader}. */
public final class SshOptions {

    /** The machine: {@code user@host} or {@code user@host:port}; see {@link SshTarget#of}. Without it the backend is not chosen. */
    public static final PtyOption<String> TARGET = PtyOption.of("ssh.target", String.class);

    /** A private key file to log in with, in place of those of the user. */
    public static final PtyOption<Path> IDENTITY = PtyOption.of("ssh.identity", Path.class);

    /** The file of known host keys, in place of the user's {@code ~/.ssh/known_hosts}. */
    public static final PtyOption<Path> KNOWN_HOSTS = PtyOption.of("ssh.known-hosts", Path.class);

    private SshOptions() {}
}
