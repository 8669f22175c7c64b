// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The limit of open files that the JVM raises for itself when it starts. */
class OpenFileLimitTest {

    /** The shell stays, and with it what the JVM started with can be seen. */
    private static final String LOWERED_BY_A_SHELL = "ulimit -Sn 321\n\"$@\"\nexit";

    private static final String[] ASK = {"sh", "-c", "ulimit -Sn; ulimit -Hn"};

    private static String hard() throws Exception {
        return new String(
                        new ProcessBuilder("sh", "-c", "ulimit -Hn")
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.US_ASCII)
                .trim();
    }

    @Test
    @DisplayName("SPAWN-17: a program gets the soft limit of open files that the JVM was started with by a shell")
    void byShell() throws Exception {
        assertThat(new SpawnerJvm().after(LOWERED_BY_A_SHELL).run("-", ASK))
                .containsExactly("321", hard(), "exit code 0");
    }

    @Test
    @DisplayName("SPAWN-17: without a witness of the original limit, a program gets the customary 1024")
    void unknown() throws Exception {
        assertThat(new SpawnerJvm().after("ulimit -Sn 321; ulimit -Hn 4000").run("-", ASK))
                .containsExactly("1024", "4000", "exit code 0");
        assertThat(new SpawnerJvm().after("ulimit -n 500").run("-", ASK)).containsExactly("500", "500", "exit code 0");
    }

    @Test
    @DisplayName("SPAWN-17: a JVM that was told not to raise its limit hands it down as it is")
    void notRaised() throws Exception {
        assertThat(new SpawnerJvm()
                        .after("ulimit -Sn 321")
                        .withJvmArguments("-XX:-MaxFDLimit")
                        .run("-", ASK))
                .containsExactly("321", hard(), "exit code 0");
        assertThat(new SpawnerJvm()
                        .after("ulimit -n 4000")
                        .withJvmArguments("-XX:-MaxFDLimit")
                        .run("-", ASK))
                .containsExactly("4000", "4000", "exit code 0");
    }

    @Test
    @DisplayName("SPAWN-17: the system property rmux.pty.posix.nofile says what the limit is")
    void byProperty() throws Exception {
        assertThat(new SpawnerJvm()
                        .after("ulimit -Sn 321")
                        .withJvmArguments("-Drmux.pty.posix.nofile=654")
                        .run("-", ASK))
                .containsExactly("654", hard(), "exit code 0");
    }
}
