// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.NativeAccess;

@EnabledOnOs(OS.LINUX)
class TerminalHoldersTest {

    /** Holds the terminal as its standard output, as a child between fork and exec holds copies of our descriptors. */
    static final class SameProgram {
        private SameProgram() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("same");
            int unused = System.in.read();
        }
    }

    private static Process child(String terminal, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec \"$@\" > " + terminal, "sh");
        builder.command().addAll(command);
        return builder.redirectErrorStream(true).start();
    }

    private static List<Integer> holders(String terminal, long since) throws Exception {
        ProcessTable table = ProcessTable.read(BootClock.ticks(NativeAccess.libC()));
        return table.holders().of(terminal, since, Set.of()).stream()
                .map(ProcessTable.Entry::pid)
                .toList();
    }

    @Test
    @DisplayName("LIFE-09: a child of this JVM that still executes its program is no holder; one that runs another is")
    void childBetweenForkAndExec() throws Exception {
        long since = BootClock.ticks(NativeAccess.libC());
        String java = Path.of("/proc/self/exe").toRealPath().toString();
        String classes = new File(SameProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getPath();
        try (PtyTerminal terminal = PtyProviders.installed().named("posix").open(TerminalSize.DEFAULT);
                BufferedReader output = new BufferedReader(
                        new InputStreamReader(terminal.master().inputStream(), StandardCharsets.UTF_8))) {
            String name = terminal.terminalName();
            Process same = child(name, List.of(java, "-Xshare:auto", "-cp", classes, SameProgram.class.getName()));
            Process other = child(name, List.of("sh", "-c", "echo other; exec sleep 1000"));
            try {
                assertThat(List.of(output.readLine(), output.readLine())).containsExactlyInAnyOrder("same", "other");
                assertThat(Files.isSameFile(Path.of("/proc/" + same.pid() + "/exe"), Path.of("/proc/self/exe")))
                        .isTrue();
                assertThat(holders(name, since)).containsExactly((int) other.pid());
            } finally {
                same.destroyForcibly().waitFor();
                other.destroyForcibly().waitFor();
            }
        }
    }
}
