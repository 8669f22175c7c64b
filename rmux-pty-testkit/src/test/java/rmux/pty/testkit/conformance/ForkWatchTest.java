// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** SPAWN-12: the test of it tells a JVM that is forked from one that is not. */
@EnabledOnOs(OS.LINUX)
class ForkWatchTest {

    /** Starts a process by the JDK, which forks or not as {@code jdk.lang.Process.launchMechanism} says. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            ForkWatch.Outcome outcome = ForkWatch.during(
                    () -> new ProcessBuilder("/bin/true").start().waitFor());
            System.exit(outcome.isInnocent() ? 0 : 7);
        }
    }

    @Test
    @DisplayName("SPAWN-12: fork is noticed")
    void forkIsNoticed() throws Exception {
        assertThat(run("FORK")).isEqualTo(7);
    }

    @Test
    @DisplayName("SPAWN-12: a helper that is spawned without fork is not taken for one")
    void spawnIsInnocent() throws Exception {
        assertThat(run("POSIX_SPAWN")).isZero();
    }

    private static int run(String mechanism) throws Exception {
        String classPath =
                ServiceFiles.location(Starter.class) + File.pathSeparator + ServiceFiles.location(ForkWatch.class);
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Djdk.lang.Process.launchMechanism=" + mechanism,
                        "-cp",
                        classPath,
                        Starter.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(output).isIn(0, 7);
        return code;
    }
}
