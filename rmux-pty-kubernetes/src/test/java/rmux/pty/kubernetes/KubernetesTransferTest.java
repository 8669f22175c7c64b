// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** Many bytes to and from a program in a pod; {@code -Drmux.pty.test.transfer.kib=65536} moves 64 MiB each way. */
@Tag("once")
class KubernetesTransferTest {

    private static final int BYTES = 1024 * Integer.getInteger("rmux.pty.test.transfer.kib", 8192);
    private static final int PIECE = 16 * 1024;

    @TempDir
    static Path directory;

    private static PodServer server;
    private static KubernetesPtyProvider provider;

    @BeforeAll
    static void start() throws Exception {
        server = PodServer.start(directory);
        provider =
                KubernetesPtyProvider.connect(KubernetesTarget.of("default/box").withKubeconfig(server.kubeconfig()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static long send(PtySession session) throws IOException {
        Random random = new Random(1);
        CRC32 sum = new CRC32();
        byte[] bytes = new byte[PIECE];
        for (int left = BYTES; left > 0; left -= PIECE) {
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
        int left = BYTES;
        while (left > 0 && session.master().read(buffer.clear()) >= 0) {
            left -= buffer.position();
            sum.update(buffer.flip());
        }
        assertThat(left).as("bytes that did not arrive").isZero();
        return sum.getValue();
    }

    @Test
    @DisplayName("every byte arrives, both ways, although the program reads nothing at first")
    void lateReader() throws Exception {
        Path gate = directory.resolve("gate");
        PtyCommand command = PtyCommand.of(
                "sh",
                "-c",
                "stty raw -echo; echo READY; while [ ! -e \"$1\" ]; do sleep 0.05; done; exec head -c " + BYTES,
                "sh",
                gate.toString());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (PtySession session = provider.spawn(command)) {
            Expect.on(session.master(), TestLimits.STEP).await("READY\n");
            Future<Long> sent = threads.submit(() -> send(session));
            assertThat(session.child().waitFor(Duration.ofSeconds(1)))
                    .as("a program that does not read")
                    .isEmpty();
            Files.createFile(gate);
            Future<Long> received = threads.submit(() -> receive(session));
            assertThat(received.get()).isEqualTo(sent.get());
            assertThat(session.child().waitFor(TestLimits.STEP)).contains(new ExitStatus.Exited(0));
        } finally {
            threads.shutdownNow();
        }
    }
}
