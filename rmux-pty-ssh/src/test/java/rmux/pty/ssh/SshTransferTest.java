// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.expect.Expect;

/**
 * Many sessions and many bytes over one connection. {@code -Drmux.pty.test.transfer.kib=65536} moves 64 MiB each way in each
 * session.
 */
@Tag("full")
class SshTransferTest {

    private static final int SESSIONS = 50;
    private static final long BYTES = 1024L * Integer.getInteger("rmux.pty.test.transfer.kib", 128);
    private static final int PIECE = 16 * 1024;

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static SshPtyProvider provider;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
        provider = SshPtyProvider.connect(server.target());
    }

    @AfterAll
    static void stop() {
        provider.close();
        server.close();
    }

    /** A program that sends back so many bytes. */
    private static PtySession echoing() throws Exception {
        PtySession session =
                provider.spawn(PtyCommand.of("sh", "-c", "stty raw -echo; echo READY; exec head -c " + BYTES));
        Expect.on(session.master(), TestLimits.TRANSFER).await("READY\n");
        return session;
    }

    private static long send(PtySession session, long seed) throws IOException {
        Random random = new Random(seed);
        CRC32 sum = new CRC32();
        byte[] bytes = new byte[PIECE];
        for (long left = BYTES; left > 0; left -= PIECE) {
            random.nextBytes(bytes);
            sum.update(bytes);
            ByteBuffer piece = ByteBuffer.wrap(bytes);
            while (piece.hasRemaining()) {
                session.master().write(piece);
            }
        }
        return sum.getValue();
    }

    private static long receive(PtySession session) throws IOException {
        CRC32 sum = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE);
        long left = BYTES;
        while (left > 0 && session.master().read(buffer.clear()) >= 0) {
            left -= buffer.position();
            sum.update(buffer.flip());
        }
        assertThat(left)
                .as(() -> "bytes that did not arrive; the program: "
                        + session.child().exitStatus())
                .isZero();
        return sum.getValue();
    }

    @Test
    @DisplayName("50 sessions at once over one connection: every byte arrives, both ways")
    void manySessions() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2 * SESSIONS);
        List<PtySession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(echoing());
            }
            List<Future<Long>> sent = new ArrayList<>();
            List<Future<Long>> received = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                PtySession session = sessions.get(i);
                long seed = i;
                sent.add(threads.submit(() -> send(session, seed)));
                received.add(threads.submit(() -> receive(session)));
            }
            for (int i = 0; i < SESSIONS; i++) {
                assertThat(received.get(i).get())
                        .as("session " + i)
                        .isEqualTo(sent.get(i).get());
            }
            for (PtySession session : sessions) {
                assertThat(session.child().waitFor(TestLimits.TRANSFER)).contains(new ExitStatus.Exited(0));
            }
        } finally {
            threads.shutdownNow();
            for (PtySession session : sessions) {
                session.close();
            }
        }
    }
}
