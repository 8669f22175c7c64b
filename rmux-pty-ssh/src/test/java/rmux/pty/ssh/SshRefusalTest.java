// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/** What an SSH server refuses, said in one sentence each. */
@Tag("full")
@Tag("once")
class SshRefusalTest {

    @TempDir
    static Path directory;

    private static OpenSshServer server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertRefused(SshTarget target, String sentence) {
        assertThatThrownBy(() -> SshPtyProvider.connect(target))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining(sentence)
                .satisfies(failure -> assertThat(failure.getMessage().lines()).hasSize(1));
    }

    @Test
    @DisplayName("a host key that is not the known one, one that is not known, and a file that is missing")
    void hostKeys() throws Exception {
        OpenSshServer.newKey(directory, "other_key");
        Path wrong = Files.writeString(
                directory.resolve("wrong_hosts"),
                "[127.0.0.1]:" + server.port() + " " + Files.readString(directory.resolve("other_key.pub")));
        assertRefused(server.target().withKnownHosts(wrong), "is not the known one");
        Path empty = Files.writeString(directory.resolve("empty_hosts"), "");
        assertRefused(server.target().withKnownHosts(empty), "is not known; compare it");
        assertRefused(server.target().withKnownHosts(directory.resolve("missing")), "is not trusted");
    }

    @Test
    @DisplayName("a wrong password and a wrong key; the password is in no message")
    void logins() throws Exception {
        SshTarget password = server.target().withIdentities(List.of()).withPassword("wrong-secret");
        assertRefused(password, "did not let the user log in");
        assertThatThrownBy(() -> SshPtyProvider.connect(password))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("wrong-secret"));
        Path stranger = OpenSshServer.newKey(directory, "stranger");
        assertRefused(server.target().withIdentities(List.of(stranger)), "it refused the keys");
    }

    @Test
    @DisplayName("no server on that port, and no machine of that name")
    void unreachable() {
        assertRefused(server.target("root", 1), "is an SSH server running there");
        assertRefused(SshTarget.of("root@no-such-host.invalid"), "no machine of that name is known");
    }

    @Test
    @DisplayName("a refused terminal, a missing program, and a missing directory")
    void programs() throws Exception {
        try (OpenSshServer strict =
                        OpenSshServer.start(Files.createDirectory(directory.resolve("strict")), "PermitTTY no");
                SshPtyProvider provider = SshPtyProvider.connect(strict.target())) {
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true")))
                    .isInstanceOfSatisfying(
                            PtySpawnException.class,
                            failure -> assertThat(failure.stage()).isEqualTo(Stage.ALLOCATE))
                    .hasMessageContaining("refuses a terminal to");
        }
        try (SshPtyProvider provider = SshPtyProvider.connect(server.target())) {
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of("no-such-program")))
                    .hasMessageContaining("no-such-program on " + server.target() + " cannot be run: ENOENT");
            assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true").withDirectory("/no/such")))
                    .hasMessageContaining("/no/such on " + server.target() + " cannot be entered: ENOENT");
        }
    }
}
