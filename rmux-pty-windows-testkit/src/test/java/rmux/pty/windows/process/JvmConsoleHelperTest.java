// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.PtyException;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.simulated.SimulatedWin32;

/** The helper process: how it is started, what it does, and what is notified of its failures. */
class JvmConsoleHelperTest {

    private static final Path JAVA = Path.of("bin", "java.exe");

    private final List<List<String>> started = new ArrayList<>();

    private JvmConsoleHelper helper(JvmConsoleHelper.Result result, String... launcher) {
        return new JvmConsoleHelper(
                command -> {
                    started.add(command);
                    return result;
                },
                List.of(launcher));
    }

    @Test
    @DisplayName("the helper is told what to do and to which process, whose id has 32 bits without a sign")
    void arguments() throws Exception {
        JvmConsoleHelper helper = helper(new JvmConsoleHelper.Result(0, ""), "java", "Tool");
        helper.interrupt(-2);
        helper.writeRecords(7, new byte[] {1, (byte) 0xAB});
        assertThat(started)
                .containsExactly(
                        List.of("java", "Tool", "interrupt", "4294967294"),
                        List.of("java", "Tool", "records", "7", "01ab"));
    }

    @Test
    @DisplayName("what the helper printed is reported when it failed, and so is that there is no way to start one")
    void failures() {
        assertThatThrownBy(() -> helper(new JvmConsoleHelper.Result(1, "no such process\r\n"), "java")
                        .interrupt(5))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("the console helper for process 5 failed: no such process");
        assertThatThrownBy(() -> helper(new JvmConsoleHelper.Result(0, "")).interrupt(5))
                .hasMessageContaining("no launcher");
        JvmConsoleHelper missing = new JvmConsoleHelper(
                command -> {
                    throw new IOException("no such file");
                },
                List.of("java"));
        assertThatThrownBy(() -> missing.interrupt(5)).hasMessageContaining("cannot be started: no such file");
    }

    @Test
    @DisplayName("IO-08: being interrupted while the helper is at work is reported, and stays set")
    void interrupted() {
        JvmConsoleHelper helper = new JvmConsoleHelper(
                command -> {
                    throw new InterruptedException();
                },
                List.of("java"));
        assertThatThrownBy(() -> helper.interrupt(5)).isInstanceOf(PtyException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName(
            "the helper has the classes of this JVM and what it was notified of JNA, and none of its other properties")
    void command() {
        Properties properties = new Properties();
        properties.setProperty("jna.tmpdir", "C:\\Program Data\\x");
        properties.setProperty("java.io.tmpdir", "C:\\tmp");
        properties.setProperty("user.home", "C:\\me");
        properties.setProperty("jna.loaded", "true"); // which JNA itself sets
        List<String> command =
                HelperCommand.of(JAVA, List.of(ConsoleTool.class, PtyException.class), false, properties);
        assertThat(command)
                .startsWith(JAVA.toString())
                .containsSubsequence("-Djava.io.tmpdir=C:\\tmp", "-Djna.tmpdir=C:\\Program Data\\x", "-cp")
                .endsWith(ConsoleTool.class.getName())
                .doesNotContain("-Duser.home=C:\\me", "-Djna.loaded=true");
        assertThat(command.get(command.size() - 2).split(File.pathSeparator))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(Path.of(entry)).exists().isAbsolute());
        assertThat(command.contains("--enable-native-access=ALL-UNNAMED"))
                .isEqualTo(Runtime.version().feature() >= 24);
    }

    @Test
    @DisplayName("of an image the module is started; for classes that are in no file of their own there is no command")
    void image() {
        List<Class<?>> ofImage = List.of(ConsoleTool.class, String.class);
        assertThat(HelperCommand.of(JAVA, ofImage, true, new Properties()))
                .containsSubsequence("-m", "rmux.pty.windows/rmux.pty.windows.process.ConsoleTool")
                .doesNotContain("-cp");
        assertThat(HelperCommand.of(JAVA, ofImage, false, new Properties())).isEmpty();
    }

    @Test
    @DisplayName("a process is started for real: its exit code, and what it printed")
    void realProcess() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        JvmConsoleHelper.Result result = JvmConsoleHelper.run(
                List.of(java.toString(), "-XshowSettings:properties", "-Dmarker=here", "NoSuchClass"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("marker = here", "NoSuchClass");
    }

    @Test
    @DisplayName(
            "inside: our console is left, the other one entered, ourselves made to ignore it, and the event sent to all")
    void interruptTool() throws Exception {
        SimulatedWin32 windows = new SimulatedWin32();
        windows.fail("FreeConsole", 1, 87); // as in a process without a console
        ConsoleTool.run(windows, new String[] {"interrupt", "4294967294"});
        assertThat(windows.calls())
                .containsExactly("FreeConsole", "AttachConsole", "SetConsoleCtrlHandler", "GenerateConsoleCtrlEvent");
        assertThat(windows.consoleEvents()).containsExactly("-2: event 0 to group 0, ignored by the sender: true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AttachConsole", "SetConsoleCtrlHandler", "GenerateConsoleCtrlEvent"})
    @DisplayName("inside: a call that fails is named")
    void interruptFails(String function) {
        SimulatedWin32 windows = new SimulatedWin32();
        windows.fail(function, 1, 6);
        assertThatThrownBy(() -> ConsoleTool.run(windows, new String[] {"interrupt", "5"}))
                .hasMessageContaining(function + " failed: ERROR_INVALID_HANDLE (6)");
    }

    @Test
    @DisplayName("inside: records are written to the console's input, all of them, and nothing stays open")
    void recordsTool() throws Exception {
        SimulatedWin32 windows = new SimulatedWin32();
        String two = "0100".repeat(Constants.INPUT_RECORD_SIZE);
        ConsoleTool.run(windows, new String[] {"records", "5", two});
        assertThat(windows.calls("FreeConsole", "AttachConsole", "CreateFileW", "WriteConsoleInputW", "CloseHandle"))
                .containsExactly("FreeConsole", "AttachConsole", "CreateFileW", "WriteConsoleInputW", "CloseHandle");
        assertThat(windows.consoleEvents()).containsExactly("5: 2 records");
        assertThat(windows.open()).isEmpty();
        assertThat(windows.liveBlocks()).isZero();
        assertThatThrownBy(() -> ConsoleTool.run(windows, new String[] {"dance", "5"}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
