// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;

/** A tree of processes of which each started the next, and all ignore the hang-up. */
@EnabledOnOs(OS.LINUX)
class DeepTreeTest {

    private static final int DEPTH = 3000;

    /** A shell for each level: processes that fork without executing anything take ever longer (anon_vma chains, mm/rmap.c). */
    private static final String LEVEL = """
            trap '' HUP
            if [ "$1" -eq 0 ]; then echo $$; sleep 1000; else sh "$0" $(($1 - 1)); exit 3; fi
            """;

    private final PtyProvider provider = PtyProviders.installed().named("posix");

    @TempDir
    private Path folder;

    @Test
    @Tag("full")
    @DisplayName("LIFE-08: close() ends a tree that is 3,000 processes deep, and later sessions are exact")
    void closed() throws Exception {
        Path level = Files.writeString(folder.resolve("level.sh"), LEVEL);
        ProcessHandle leader;
        ProcessHandle deepest;
        try (PtySession session = provider.spawn(PtyCommand.of("sh", level.toString(), Integer.toString(DEPTH)))) {
            leader = session.child().handle().orElseThrow();
            BufferedReader output = new BufferedReader(
                    new InputStreamReader(session.master().inputStream(), StandardCharsets.US_ASCII));
            deepest = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(leader.descendants().count()).isGreaterThanOrEqualTo(DEPTH);
        }
        // Dead at once, and gone when whoever adopted it has collected it.
        deepest.onExit().get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(leader.isAlive()).isFalse();
        try (PtySession later = provider.spawn(PtyCommand.of("sh", "-c", "echo later; exit 7"))) {
            assertThat(later.master().inputStream().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("later\r\n");
            assertThat(later.child().waitFor(TestLimits.SOON)).contains(new ExitStatus.Exited(7));
        }
    }
}
