// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;

class ThousandSessionsTest {

    private static final int SESSIONS = 1_000;

    private final PtyProvider provider = PtyProviders.installed().named("posix");

    /** What this process holds that sessions are made of. */
    private record Holdings(long descriptors, List<String> children, long threads) {

        static Holdings now() throws Exception {
            return new Holdings(
                    openDescriptors(),
                    ProcessHandle.current().children().map(Object::toString).toList(),
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("rmux-pty"))
                            .filter(thread -> !thread.getName().equals("rmux-pty-sweeper")) // there for a moment
                            .count());
        }

        /** Threads may be fewer: those of the library that were idle have ended. */
        void assertNoMoreThan(Holdings before) {
            assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads);
            assertThat(new Holdings(descriptors, children, before.threads)).isEqualTo(before);
        }

        /** Masters, slaves, eventfds, pidfds, pipes; regular files are the JVM's, which opens and closes jars as it likes. */
        private static long openDescriptors() throws IOException {
            try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
                return links.map(Holdings::target)
                        .filter(target -> target.startsWith("/dev/") || target.contains(":"))
                        .count();
            }
        }

        private static String target(Path link) {
            try {
                return Files.readSymbolicLink(link).toString();
            } catch (IOException gone) {
                return "";
            }
        }
    }

    /** The last session's watch of its exit is released by the thread that announced it, just afterwards. */
    private static void awaitRelease(Holdings before) throws Exception {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (Holdings.now().descriptors > before.descriptors && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        Holdings.now().assertNoMoreThan(before);
    }

    private void warmUp() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (PtySession session = provider.spawn(PtyCommand.of("true"))) {
                session.master().inputStream().readAllBytes();
                session.child().waitFor();
            }
        }
    }

    @Test
    @DisplayName("LIFE-03: after 1,000 closed sessions, descriptors, children, threads and terminals are as before")
    void closed() throws Exception {
        warmUp();
        Holdings before = Holdings.now();
        for (int i = 0; i < SESSIONS; i++) {
            try (PtySession session = provider.spawn(PtyCommand.of("cat"))) {
                assertThat(session.child().exitStatus()).isEmpty();
            }
        }
        Holdings.now().assertNoMoreThan(before);
    }

    @Test
    @DisplayName("LIFE-03: the same after 1,000 sessions whose output was read to the end, and that nobody closed")
    void exhausted() throws Exception {
        warmUp();
        Holdings before = Holdings.now();
        List<PtySession> kept = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            PtySession session = provider.spawn(PtyCommand.of("echo", "hello"));
            kept.add(session);
            assertThat(session.master().inputStream().readAllBytes()).hasSize(7);
            session.child().waitFor();
        }
        awaitRelease(before);
        for (PtySession session : kept) {
            session.close();
        }
    }
}
