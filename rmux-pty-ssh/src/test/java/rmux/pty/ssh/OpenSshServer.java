// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.peers.DebianPackages;

/** Debian's OpenSSH server on a free port of the loopback address, with a configuration and keys of its own. */
public final class OpenSshServer implements AutoCloseable {

    private static final String SSHD = "/usr/sbin/sshd";

    private final Path directory;
    private final int port;
    private final Process process;

    private OpenSshServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts a server that admits the key of this directory; further lines of its configuration come first. */
    public static OpenSshServer start(Path directory, String... configuration) throws IOException {
        DebianPackages.require("sshd", "openssh-server");
        newKey(directory, "host_key");
        newKey(directory, "key");
        Files.copy(directory.resolve("key.pub"), directory.resolve("authorized_keys"));
        int port = freePort();
        Files.writeString(
                directory.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(directory.resolve("host_key.pub")));
        List<String> lines = new ArrayList<>(List.of(configuration));
        lines.addAll(List.of(
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "HostKey " + directory.resolve("host_key"),
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "MaxSessions 300",
                "MaxStartups 100"));
        Path file = Files.writeString(directory.resolve("sshd_config"), String.join("\n", lines) + "\n");
        if (isRoot()) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Process process = new ProcessBuilder(SSHD, "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        OpenSshServer server = new OpenSshServer(directory, port, process);
        server.awaitListening();
        return server;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes a key pair NAME and NAME.pub with OpenSSH's own tool. */
    static Path newKey(Path directory, String name, String... options) throws IOException {
        Path key = directory.resolve(name);
        List<String> command =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        command.addAll(List.of(options));
        run(command);
        return key;
    }

    /** Runs a program that must succeed. */
    static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + TestLimits.STEP.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    close();
                    throw new IOException("sshd does not listen: " + log(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    Path directory() {
        return directory;
    }

    /** Its port on the loopback address. */
    public int port() {
        return port;
    }

    /** The file that has its host key. */
    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("sshd.log"));
    }

    /** The one who runs this JVM, admitted by the key of the directory. */
    SshTarget target() {
        return target(System.getProperty("user.name"), port);
    }

    /** The same by another port, such as that of a relay. */
    SshTarget target(String user, int reachedBy) {
        return target(directory, user, reachedBy);
    }

    /** The same for another JVM. */
    static SshTarget target(Path directory, String user, int reachedBy) {
        return SshTarget.of(user + "@127.0.0.1:" + reachedBy)
                .withIdentities(List.of(directory.resolve("key")))
                .withKnownHosts(directory.resolve("known_hosts"))
                .withAgent(false);
    }

    /** The same by another port, that of a relay, which is known as well. */
    SshTarget through(int reachedBy) throws IOException {
        Path hosts = Files.writeString(
                directory.resolve("known_hosts_" + reachedBy),
                "[127.0.0.1]:" + reachedBy + " " + Files.readString(directory.resolve("host_key.pub")));
        return target(System.getProperty("user.name"), reachedBy).withKnownHosts(hosts);
    }

    /** Ends all connections at once, as a network does that fails; new ones can be made. */
    void cut() {
        process.children().forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends the server and its connections at once, as a machine that goes down. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        List<ProcessHandle> connections = process.children().toList();
        process.destroy();
        connections.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
