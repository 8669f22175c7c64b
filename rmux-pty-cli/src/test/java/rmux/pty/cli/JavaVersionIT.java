// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says where there is no Java that it could use. */
class JavaVersionIT {

    // Stands for a JDK that is too old: it knows its version, and does not know our options.
    private static final String OLD_JAVA = """
            #!/bin/sh
            [ "$1" = -XshowSettings:properties ] || { echo "Unrecognized option: $1" >&2; exit 1; }
            echo '    java.version = 11.0.2' >&2
            """;

    @TempDir
    private Path home;

    @Test
    @DisplayName("a JDK that is too old is named, by what its release file says or by what it says itself")
    void tooOld() throws Exception {
        Path java = java(OLD_JAVA);
        fails(java + " is Java 11.0.2;");
        Files.writeString(
                home.resolve("release"), "JAVA_RUNTIME_VERSION=\"1.8.0_292-b10\"\nJAVA_VERSION=\"1.8.0_292\"\n");
        fails(java + " is Java 1.8.0_292;");
    }

    @Test
    @DisplayName("what is not Java is named")
    void noJava() throws Exception {
        fails("JAVA_HOME is " + home + ", but there is no bin/java in it");
        fails(java("#!/bin/sh\n") + " does not say which Java it is");
    }

    private Path java(String script) throws Exception {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, script);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }

    private void fails(String message) throws Exception {
        Launcher.Outcome outcome = Launcher.run(
                TestLimits.SOON,
                new byte[0],
                List.of("env", "JAVA_HOME=" + home, Launcher.SCRIPT.toString(), "run", "--", "true"));
        assertThat(outcome.errors()).startsWith("rmux-pty: ").contains(message).hasLineCount(1);
        assertThat(outcome.status()).isEqualTo(125);
    }
}
