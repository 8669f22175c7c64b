// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The users of all threads of this JVM, as the kernel has them. */
final class ThreadUsers {

    private static final String LINE = "Uid:";

    private ThreadUsers() {}

    /** Waits until every thread is the first one's user's: those that started programs as others end a moment after that. */
    static void awaitOwn(String after) throws IOException {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        Set<String> own = ofThread(Path.of("/proc/self"));
        Set<String> users = all();
        while (!users.equals(own) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            users = all();
        }
        assertThat(users).as("users of threads after " + after).isEqualTo(own);
    }

    private static Set<String> all() throws IOException {
        Set<String> users = new TreeSet<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                users.addAll(ofThread(thread));
            }
        }
        return users;
    }

    private static Set<String> ofThread(Path thread) {
        Set<String> users = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(thread.resolve("status"))) {
                if (line.startsWith(LINE)) {
                    users.add(line.substring(LINE.length()).strip());
                }
            }
        } catch (IOException ended) {
            return Set.of();
        }
        return users;
    }
}
