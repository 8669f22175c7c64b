// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.testkit.expect.Expect;

/** What a command has stays out of logs and messages. */
@Tag("once")
class KubernetesLogTest {

    private static final String SECRET = "much-too-secret";
    private static final Logger FABRIC8 = Logger.getLogger("io.fabric8");

    @TempDir
    Path directory;

    /** Everything that is logged by fabric8's client, at every level, as text. */
    private static final class Memory extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    @DisplayName("arguments, variables and directories are in no log and no message, whether an exec is refused or not")
    void refused() throws Exception {
        Memory memory = new Memory();
        memory.setLevel(Level.ALL);
        Level before = FABRIC8.getLevel();
        FABRIC8.setLevel(Level.ALL);
        FABRIC8.addHandler(memory);
        PtyCommand command = PtyCommand.of("echo", SECRET).withEnvironment("TOKEN", SECRET);
        try (PodServer server = PodServer.start(directory)) {
            KubernetesTarget box = KubernetesTarget.of("default/box").withKubeconfig(server.kubeconfig());
            try (PtySession session = KubernetesPtyProvider.connect(box).spawn(command)) {
                Expect.on(session.master(), TestLimits.STEP).await(SECRET);
            }
            KubernetesTarget sealed = KubernetesTarget.of("default/sealed").withKubeconfig(server.kubeconfig());
            Throwable refusal =
                    catchThrowable(() -> KubernetesPtyProvider.connect(sealed).spawn(command));
            assertThat(refusal).hasMessageContaining("HTTP status 403");
            StringWriter everything = new StringWriter();
            refusal.printStackTrace(new PrintWriter(everything));
            assertThat(everything.toString()).doesNotContain(SECRET);
        } finally {
            FABRIC8.removeHandler(memory);
            FABRIC8.setLevel(before);
        }
        assertThat(memory.lines).as("what is logged at every level").anyMatch(line -> line.contains("/exec?"));
        assertThat(memory.lines).noneMatch(line -> line.contains(SECRET));
    }
}
