// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import example.KubernetesExample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command has stays out of logs and messages. */
@Tag("once")
class KubernetesLogTest {

    private static final String EVERYTHING = """
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level=ALL
            io.fabric8.level=ALL
            """;

    @TempDir
    Path directory;

    @Test
    @DisplayName("arguments are in no log of fabric8's client and in no message when an exec is refused")
    void refused() throws Exception {
        Path levels = Files.writeString(directory.resolve("levels"), EVERYTHING);
        try (PodServer server = PodServer.start(directory)) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.util.logging.config.file=" + levels,
                            "-cp",
                            System.getProperty("java.class.path"),
                            KubernetesExample.class.getName(),
                            "default/sealed")
                    .redirectErrorStream(true);
            builder.environment().put("KUBECONFIG", server.kubeconfig().toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output).contains("HTTP status 403").contains("/exec?");
            assertThat(output).doesNotContainPattern("exit(\\+|%20| )7");
        }
    }
}
