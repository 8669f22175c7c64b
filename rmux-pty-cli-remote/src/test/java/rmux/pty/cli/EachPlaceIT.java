// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.ssh.OpenSshServer;

/** {@code rmux-pty run --each} in more places than are busy at once: one server, by many addresses of this machine. */
@Tag("full")
@Tag("once")
class EachPlaceIT {

    private static final int PLACES = 20;

    /** As {@code docs/remote.md} says. */
    private static final int MOST_AT_ONCE = 16;

    /** The window of a channel, and what pipes and buffers hold. */
    private static final int MOST_UNREAD = 4 << 20;

    private static final int PIECE = 256 * 1024;

    @TempDir
    static Path directory;

    private static final List<OpenSshServer> SERVERS = new ArrayList<>();

    private static Path knownHosts;

    /** Two servers, since one listens on 16 addresses at most. */
    @BeforeAll
    static void start() throws Exception {
        knownHosts = directory.resolve("known_hosts");
        StringBuilder hosts = new StringBuilder();
        for (int first : List.of(1, PLACES / 2 + 1)) {
            Path own = Files.createDirectory(directory.resolve("server-" + first));
            List<String> configuration = new ArrayList<>();
            for (int i = first; i < first + PLACES / 2; i++) {
                configuration.add("ListenAddress 127.0.0." + i);
            }
            configuration.add("AuthorizedKeysFile " + directory.resolve("server-1/authorized_keys"));
            OpenSshServer server = OpenSshServer.start(own, configuration.toArray(String[]::new));
            SERVERS.add(server);
            String key = Files.readString(server.knownHosts()).split(" ", 2)[1];
            for (int i = first; i < first + PLACES / 2; i++) {
                hosts.append("[127.0.0." + i + "]:" + server.port() + " " + key);
            }
        }
        Files.writeString(knownHosts, hosts);
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(OpenSshServer::close);
    }

    private static String line(int places, String program) {
        StringBuilder line = new StringBuilder("rmux-pty run --each --identity " + directory.resolve("server-1/key")
                + " --known-hosts " + knownHosts + " --cwd " + directory);
        for (int i = 1; i <= places; i++) {
            int port = SERVERS.get(i <= PLACES / 2 ? 0 : 1).port();
            line.append(" --on ssh:" + System.getProperty("user.name") + "@127.0.0." + i + ":" + port);
        }
        return line + " -- sh -c '" + program + "'";
    }

    @Test
    @DisplayName("20 places: each has its turn, and 16 at most are busy at once")
    void bounded() throws Exception {
        Launcher.Outcome outcome = Launcher.shell(
                line(PLACES, "touch busy-$$; ls | grep -c ^busy- >>most; sleep 0.5; rm busy-$$; echo done"));
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.output().lines()).hasSize(PLACES).allMatch(shown -> shown.endsWith("  done"));
        assertThat(outcome.errors().lines()).hasSize(1 + PLACES);
        List<Integer> seen = new ArrayList<>();
        for (String count : Files.readAllLines(directory.resolve("most"))) {
            seen.add(Integer.parseInt(count));
        }
        assertThat(seen).hasSize(PLACES).allMatch(count -> count <= MOST_AT_ONCE);
    }

    @Test
    @DisplayName("where the output is not read, the programs wait")
    void backPressure() throws Exception {
        String unread = directory.resolve("written").toString();
        Launcher.Outcome unused = Launcher.shell(
                line(1, "i=0; while :; do yes | head -c " + PIECE + "; i=$((i+1)); echo $i >new; mv new written; done")
                        + " | { while [ ! -e " + unread + " ]; do sleep 0.1; done; sleep 3; }");
        assertThat(Integer.parseInt(
                        Files.readString(directory.resolve("written")).strip()))
                .isBetween(1, MOST_UNREAD / PIECE);
    }
}
