// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import rmux.pty.api.PtyCommand;
import rmux.pty.peers.DebianPackages;
import rmux.pty.server.TestLimits;

/** Our server on a free port of the loopback address, and OpenSSH's client with a key that it admits. */
final class SshRig implements AutoCloseable {

    private final Path directory;
    private final PtySshServer server;

    SshRig(Path directory) throws Exception {
        this(directory, options -> options);
    }

    SshRig(Path directory, UnaryOperator<SshServerOptions> change) throws Exception {
        DebianPackages.require("ssh", "openssh-client");
        this.directory = directory;
        newKey("key");
        Path authorized = directory.resolve("authorized_keys");
        Files.copy(directory.resolve("key.pub"), authorized);
        Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-------"));
        SshServerOptions options = SshServerOptions.of(authorized, directory.resolve("state/host_key"))
                .withAddress(SshServerOptions.LOOPBACK, 0);
        this.server = PtySshServer.start(change.apply(options));
    }

    static String user() {
        return System.getProperty("user.name");
    }

    int port() {
        return server.address().getPort();
    }

    Path directory() {
        return directory;
    }

    /** Makes a key pair NAME and NAME.pub with OpenSSH's own tool. */
    Path newKey(String name) throws Exception {
        Path key = directory.resolve(name);
        Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!keygen.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS) || keygen.exitValue() != 0) {
            throw new IOException("ssh-keygen failed");
        }
        return key;
    }

    /** The command line of a client. */
    List<String> client(List<String> options, String... command) {
        return client(user(), directory.resolve("key"), options, command);
    }

    List<String> client(String user, Path key, List<String> options, String... command) {
        List<String> line = new ArrayList<>(List.of("ssh", "-F", "none", "-i", key.toString()));
        line.addAll(
                List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + directory.resolve("known")));
        line.addAll(List.of("-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR"));
        line.addAll(List.of("-p", Integer.toString(port()), "-l", user));
        line.addAll(options);
        line.add(SshServerOptions.LOOPBACK);
        line.addAll(List.of(command));
        return line;
    }

    PtyCommand clientOnTerminal(List<String> options, String... command) {
        List<String> line = client(options, command);
        return PtyCommand.of(line.get(0), line.subList(1, line.size())).withEnvironment("TERM", "xterm-256color");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
