// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a hub in the background, as a process that outlives this one and its terminal. */
final class HubStarter {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    /** $1 is the log; the rest the hub's command line. A session of its own where the system has setsid(1). */
    private static final String SCRIPT = "log=$1; shift; trap '' HUP INT QUIT;"
            + " if command -v setsid >/dev/null; then set -- setsid \"$@\"; fi;"
            + " \"$@\" </dev/null >\"$log\" 2>&1 & echo started";

    private HubStarter() {}

    /** Starts one, and returns when it listens. */
    static void start(HubLocation location) throws IOException, InterruptedException {
        Path log = location.file().resolveSibling("log");
        Path directory = log.toAbsolutePath().getParent();
        if (directory != null && Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "rmux-pty", log.toString()));
        line.addAll(ownCommandLine());
        line.addAll(List.of(
                "hub",
                "--exit-when-empty",
                "--socket",
                location.file().toAbsolutePath().toString()));
        Process starter = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        starter.getOutputStream().close();
        starter.getInputStream().readAllBytes();
        awaitAnswer(location, log);
    }

    private static void awaitAnswer(HubLocation location, Path log) throws IOException, InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!location.isAnswered()) {
            if (System.nanoTime() - deadline > 0 || isLost(log)) {
                throw new IOException("the hub did not start; what it said is in " + log);
            }
            // Nothing announces that a socket is listened on.
            boolean never = pause.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            assert !never;
        }
    }

    /** A hub that started well writes one line, and it begins like this. */
    private static boolean isLost(Path log) throws IOException {
        if (Files.notExists(log)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(text -> text.startsWith("rmux-pty: ") && !text.startsWith("rmux-pty: listening"));
        }
    }

    /** How this JVM was started, without the subcommand. */
    private static List<String> ownCommandLine() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property :
                List.of("jna.boot.library.path", "rmux.pty.cli.lc-all", "jna.nounpack", "rmux.pty.posix.binding")) {
            String value = System.getProperty(property);
            if (value != null) {
                line.add("-D" + property + "=" + value);
            }
        }
        line.add("-XX:+UseSerialGC");
        String modules = System.getProperty("jdk.module.path");
        if (modules == null) {
            line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
            line.addAll(List.of(System.getProperty("java.class.path"), "rmux.pty.cli.Main"));
        } else {
            line.addAll(List.of("--enable-native-access=com.sun.jna,rmux.pty.posix", "--module-path", modules));
            line.addAll(List.of("--add-modules", "ALL-MODULE-PATH", "-m", "rmux.pty.cli/rmux.pty.cli.Main"));
        }
        return line;
    }
}
