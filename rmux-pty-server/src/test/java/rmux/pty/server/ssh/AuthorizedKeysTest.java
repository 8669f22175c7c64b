// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import rmux.pty.server.TestLimits;

/** Whom the file of authorized keys admits. */
class AuthorizedKeysTest {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 50;

    @TempDir
    Path directory;

    @Test
    @DisplayName("clients that come while the file is read for the first time are admitted like all others")
    void firstClientsAtTheSameTime() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Path file = directory.resolve("authorized_keys");
        Files.writeString(file, PublicKeyEntry.toString(key.getPublic()) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        ServerSession session = Mockito.mock(ServerSession.class);
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                AuthorizedKeys keys = new AuthorizedKeys(file, "me");
                List<Future<Boolean>> answers = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    answers.add(clients.submit(() -> {
                        start.await();
                        return keys.authenticate("me", key.getPublic(), session);
                    }));
                }
                for (Future<Boolean> answer : answers) {
                    assertThat(answer.get(TestLimits.STEP.toSeconds(), TimeUnit.SECONDS))
                            .as("round %d", round)
                            .isTrue();
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
