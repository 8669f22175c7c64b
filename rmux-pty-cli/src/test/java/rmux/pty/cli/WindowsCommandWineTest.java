// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as users call it on Windows, without a terminal; {@code scripts/windows-suite} runs this under Wine. */
@Tag("windows")
class WindowsCommandWineTest {

    private static final String LIBRARY = "rmux.pty.winpty.library";

    /** A JVM starts in three seconds under Wine; a multiple of that. */
    private static final long LIMIT_SECONDS = 120;

    private record Outcome(int status, String output) {}

    private static Outcome run(String winpty, String... arguments) throws Exception {
        return runOn(System.getProperty("java.class.path"), winpty, arguments);
    }

    private static Outcome runOn(String classPath, String winpty, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java.exe").toString(),
                "-XX:TieredStopAtLevel=1",
                "-D" + LIBRARY + "=" + winpty,
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private static String real() {
        return System.getProperty(LIBRARY, "");
    }

    @Test
    @DisplayName("providers lists conpty before winpty, both available, with what they can do; and posix with why not")
    void providers() throws Exception {
        Outcome outcome = run(real(), "providers");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output())
                .containsSubsequence("conpty   available, priority 100", "CONSOLE_INPUT_RECORDS")
                .containsSubsequence("winpty   available, priority 50", "JOB_OBJECT LOCAL_PROCESS")
                .containsSubsequence("posix    unavailable", "this is Windows");
        assertThat(outcome.output().indexOf("conpty   "))
                .isLessThan(outcome.output().indexOf("winpty   "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conpty", "winpty"})
    @DisplayName("--provider runs a command on the one that is named, and its exit code is passed on")
    void provider(String name) throws Exception {
        Outcome outcome =
                run(real(), "run", "--provider", name, "--", "cmd.exe", "/d", "/c", "echo on-" + name + "& exit 7");

        assertThat(outcome.status()).as(outcome.output()).isEqualTo(7);
        if (name.equals("winpty")) {
            // Under Wine 8 a program on a pseudo console of conpty has no standard output.
            assertThat(outcome.output()).contains("on-winpty");
        }
    }

    private static String classPathWithoutConPty() {
        List<String> entries = List.of(System.getProperty("java.class.path").split(";", -1));
        List<String> others = entries.stream()
                .filter(entry -> !entry.contains("rmux-pty-conpty"))
                .toList();
        assertThat(others).hasSizeLessThan(entries.size());
        return String.join(";", others);
    }

    @Test
    @DisplayName(
            "without conpty, winpty is chosen and runs the command; the report has no conpty, and doctor says how to add it")
    void withoutConPty() throws Exception {
        String classPath = classPathWithoutConPty();

        Outcome run = runOn(classPath, real(), "run", "--", "cmd.exe", "/d", "/c", "echo chosen by itself& exit 5");
        assertThat(run.status()).as(run.output()).isEqualTo(5);
        assertThat(run.output()).contains("chosen by itself");

        assertThat(runOn(classPath, real(), "providers").output())
                .startsWith("winpty   available, priority 50")
                .doesNotContain("conpty   ");
        assertThat(runOn(classPath, real(), "doctor").output())
                .containsSubsequence(
                        "conpty   not usable",
                        "the module rmux.pty.conpty is not installed",
                        "add io.rmux:rmux-pty-conpty",
                        "winpty   usable");
    }

    @Test
    @DisplayName("without conpty and without winpty.dll nothing runs, and each reason is reported with what to do")
    void withoutAny() throws Exception {
        Outcome outcome = runOn(classPathWithoutConPty(), "C:\\nowhere\\winpty.dll", "run", "--", "cmd.exe");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output())
                .contains("none of the pty providers found can be used on this system")
                .containsSubsequence(
                        "winpty: the system property rmux.pty.winpty.library names C:\\nowhere\\winpty.dll, which does not exist",
                        "put winpty.dll and winpty-agent.exe");
    }

    @Test
    @DisplayName("doctor says that conpty can be used, and what it has")
    void doctor() throws Exception {
        Outcome outcome = run(real(), "doctor");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).containsPattern("(?m)^  conpty +usable");
    }

    /**
     * Wine 8 gives a program on a pseudo console no standard handles, where Windows gives it the console's; a program of ours,
     * started in between, gives cmd.exe what Windows would. The second command needs none, for it names the console.
     */
    @Test
    @DisplayName("run -- cmd /c ver shows the version of Windows, by conpty")
    void ver() throws Exception {
        Path programs = Path.of(System.getProperty("rmux.pty.test.programs", "."));
        String shim = programs.resolve("stdshim.exe").toString();

        Outcome shimmed = run(real(), "run", "--provider", "conpty", "--", shim, "cmd.exe", "/d", "/c", "ver");
        Outcome named = run(real(), "run", "--provider", "conpty", "--", "cmd.exe", "/d", "/c", "ver >CON");

        assertThat(shimmed.output()).containsPattern("Microsoft Windows.* 10\\.0\\.");
        assertThat(shimmed.status()).isZero();
        assertThat(named.output()).containsPattern("Microsoft Windows.* 10\\.0\\.");
        assertThat(named.status()).isZero();
    }

    @Test
    @DisplayName("without the library, --provider winpty says which path was looked at and what to install")
    void missing() throws Exception {
        Outcome outcome = run("C:\\nowhere\\winpty.dll", "run", "--provider", "winpty", "--", "cmd.exe", "/c", "ver");

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output())
                .contains(
                        "the pty provider \"winpty\" cannot be used: the system property rmux.pty.winpty.library names"
                                + " C:\\nowhere\\winpty.dll, which does not exist; put winpty.dll");
    }
}
