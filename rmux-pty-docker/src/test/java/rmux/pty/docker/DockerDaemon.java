// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.peers.DebianPackages;

/**
 * Debian's Docker engine with everything of its own in one directory, on a UNIX socket, without a network and without rules for
 * packets; and an image of busybox. Needs root.
 */
public final class DockerDaemon implements AutoCloseable {

    private static final String BUSYBOX = "/bin/busybox";

    private final Path directory;
    private final Process process;

    private DockerDaemon(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts an engine of its own in a directory. */
    public static DockerDaemon start(Path directory) throws IOException {
        DebianPackages.require("dockerd", "docker.io");
        DebianPackages.require("busybox", "busybox-static");
        Process process = new ProcessBuilder(
                        "dockerd",
                        "--data-root",
                        directory.resolve("data").toString(),
                        "--exec-root",
                        directory.resolve("exec").toString(),
                        "--pidfile",
                        directory.resolve("pid").toString(),
                        "-H",
                        socket(directory),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("dockerd.log").toFile())
                .start();
        DockerDaemon daemon = new DockerDaemon(directory, process);
        boolean ready = false;
        try {
            daemon.awaitListening();
            daemon.importBusybox();
            ready = true;
            return daemon;
        } finally {
            if (!ready) {
                daemon.close();
            }
        }
    }

    private static String socket(Path directory) {
        return "unix://" + directory.resolve("docker.sock");
    }

    Path socketFile() {
        return directory.resolve("docker.sock");
    }

    /** Where it listens. */
    public URI host() {
        return URI.create(socket(directory));
    }

    DockerTarget target(String container) {
        return DockerTarget.of(container).withHost(host());
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + TestLimits.TRANSFER.toNanos();
        while (!Files.exists(directory.resolve("docker.sock"))) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("dockerd does not listen: " + Files.readString(directory.resolve("dockerd.log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void importBusybox() throws IOException {
        Path root = Files.createDirectories(directory.resolve("image/bin"));
        Files.copy(Path.of(BUSYBOX), root.resolve("busybox"));
        for (String name : run(List.of(BUSYBOX, "--list")).split("\n", -1)) {
            if (!name.isEmpty() && !name.equals("busybox")) {
                Files.createSymbolicLink(root.resolve(name), Path.of("busybox"));
            }
        }
        Files.createDirectories(directory.resolve("image/tmp"));
        String unused = run(List.of(
                "sh",
                "-c",
                "tar -C \"$1\" -c . | docker -H \"$2\" import - busybox:test",
                "sh",
                directory.resolve("image").toString(),
                socket(directory)));
    }

    /** Runs a container that waits; further options come before the image. */
    public void container(String name, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--init", "--network", "none", "--name", name));
        words.addAll(List.of(options));
        words.addAll(List.of("busybox:test", "sleep", "100000"));
        String unused = docker(words.toArray(String[]::new));
    }

    /** Runs a container with the files and the processes of this machine, so that they can be looked at from both sides. */
    void likeThisMachine(String name) throws IOException {
        List<String> options = new ArrayList<>(List.of("--pid", "host"));
        for (String place : List.of("bin", "sbin", "lib", "lib64")) {
            options.addAll(List.of("-v", Path.of("/" + place).toRealPath() + ":/" + place));
        }
        for (String place : List.of("usr", "etc", "tmp", "var", "root", "home", "opt", "srv")) {
            options.addAll(List.of("-v", "/" + place + ":/" + place));
        }
        Path tree = Path.of("").toAbsolutePath();
        options.addAll(List.of("-v", tree.getParent() + ":" + tree.getParent()));
        container(name, options.toArray(String[]::new));
    }

    /** Runs the engine's own client. */
    String docker(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("docker", "-H", socket(directory)));
        line.addAll(List.of(words));
        return run(line);
    }

    private static String run(List<String> command) throws IOException {
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
        return output;
    }

    /** Ends the engine at once, as a machine that goes down. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                String unused = run(List.of(
                        "sh",
                        "-c",
                        "docker -H \"$1\" ps -q | xargs -r docker -H \"$1\" rm -f",
                        "sh",
                        socket(directory)));
            }
        } catch (IOException e) {
            System.getLogger("rmux.pty.docker").log(System.Logger.Level.WARNING, "containers may be left", e);
        }
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
