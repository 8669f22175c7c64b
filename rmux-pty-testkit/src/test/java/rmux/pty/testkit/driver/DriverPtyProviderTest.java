// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySpawnException;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceRunner;

/** Drivers that do not keep to the protocol, in small shell scripts: each is a line of the report, and none is waited for long. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class DriverPtyProviderTest {

    private static final String HELLO =
            "read -r request; echo '{\"re\": \"hello\", \"protocol\": 1, \"library\": \"shell\", \"version\": \"1\"}'; ";

    @TempDir
    private Path scratch;

    private String driver(String script) throws Exception {
        return "/bin/sh " + Files.writeString(scratch.resolve("driver.sh"), script);
    }

    private void assertReported(String script, String reason) throws Exception {
        ConformanceReport report =
                new ConformanceRunner().driver(driver(script)).run();
        assertThat(report.lines()).singleElement().satisfies(line -> {
            assertThat(line.outcome()).isEqualTo(ConformanceReport.Outcome.FAIL);
            assertThat(line.message()).contains(reason);
        });
    }

    @Test
    @DisplayName("META-04: a driver that is not there is a line of the report")
    void missing() {
        assertThat(new DriverPtyProvider("/nowhere/driver").availability().reason())
                .contains("/nowhere/driver");
    }

    @Test
    @DisplayName("META-04: a driver that dies is a line of the report")
    void dies() throws Exception {
        assertReported("exit 1", "the driver");
    }

    @Test
    @DisplayName("META-04: a driver that hangs is a line of the report")
    void hangs() throws Exception {
        System.setProperty(DriverPtyProvider.LIMIT_PROPERTY, "3");
        try {
            assertReported("exec sleep 300", "the driver did not answer \"hello\" within 3 s");
        } finally {
            System.clearProperty(DriverPtyProvider.LIMIT_PROPERTY);
        }
    }

    @Test
    @DisplayName("META-04: a driver that writes garbage is a line of the report, which shows it")
    void garbage() throws Exception {
        assertReported("echo 'Welcome to the driver!'; read -r request", "Welcome to the driver!");
    }

    @Test
    @DisplayName("META-04: a driver that writes without end and without lines is a line of the report")
    void endless() throws Exception {
        assertReported("exec cat /dev/zero", "not a line of its protocol");
    }

    @Test
    @DisplayName("META-04: a driver of another protocol is a line of the report")
    void protocol() throws Exception {
        assertReported(
                "read -r request; echo '{\"re\": \"hello\", \"protocol\": 7}'; read -r more", "speaks protocol 7");
    }

    @Test
    @DisplayName("META-02: a driver that says another version each time starts nothing")
    void lyingVersion() throws Exception {
        DriverPtyProvider provider = new DriverPtyProvider(driver("read -r request; "
                + "echo \"{\\\"re\\\": \\\"hello\\\", \\\"protocol\\\": 1, \\\"library\\\": \\\"shell\\\", \\\"version\\\": \\\"$$\\\"}\"; "
                + "read -r more"));
        assertThat(provider.library()).startsWith("shell ");
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("said before that it is");
    }

    @Test
    @DisplayName("SPAWN-07: a driver that dies while it starts a program fails in spawn()")
    void diesInSpawn() throws Exception {
        DriverPtyProvider provider = new DriverPtyProvider(driver(HELLO + "read -r request"));
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("true")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("the driver ended");
    }

    @Test
    @DisplayName("SPAWN-07: what a driver refuses has the system's error")
    void refusal() throws Exception {
        DriverPtyProvider provider = new DriverPtyProvider(
                driver(
                        HELLO
                                + "read -r request; echo '{\"re\": \"spawn\", \"error\": \"no /x\", \"errno\": \"ENOENT\", \"code\": 2}'; read -r more"));
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("/x")))
                .isInstanceOfSatisfying(
                        PtySpawnException.class,
                        failure -> assertThat(failure.nativeError())
                                .hasValueSatisfying(
                                        error -> assertThat(error.symbol()).isEqualTo("ENOENT")))
                .hasMessageContaining("no /x");
    }

    @Test
    @DisplayName("EXIT-01: a driver that dies whenever it is to start a program breaks each rule, with what it did")
    void diesInEachRule() throws Exception {
        ConformanceReport report = new ConformanceRunner()
                .driver(driver(HELLO + "read -r request"))
                .rule("EXIT-01")
                .rule("EXIT-02")
                .run();
        assertThat(report.lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo(ConformanceReport.Outcome.FAIL);
            assertThat(line.message()).contains("the driver ended");
        });
    }

    @Test
    @DisplayName("a rule that the library's documentation leaves to others is a known issue, with the driver's reason")
    void limit() throws Exception {
        String hello =
                "read -r request; echo '{\"re\": \"hello\", \"protocol\": 1, \"library\": \"shell\", \"version\": \"1\", "
                        + "\"limits\": {\"EXIT-01\": \"it says so\"}}'; ";
        ConformanceReport report =
                new ConformanceRunner().driver(driver(hello)).rule("EXIT-01").run();
        assertThat(report.lines()).singleElement().satisfies(line -> {
            assertThat(line.outcome()).isEqualTo(ConformanceReport.Outcome.KNOWN_ISSUE);
            assertThat(line.message()).contains("it says so");
        });
    }

    @Test
    @DisplayName("META-04: a limit of an unknown rule, or without a reason, is a line of the report")
    void wrongLimit() throws Exception {
        String hello =
                "read -r request; echo '{\"re\": \"hello\", \"protocol\": 1, \"library\": \"shell\", \"version\": \"1\", ";
        assertReported(hello + "\"limits\": {\"EXIT-99\": \"it says so\"}}'; ", "EXIT-99");
        assertReported(hello + "\"limits\": {\"EXIT-01\": \"\"}}'; ", "no reason");
    }

    @Test
    @DisplayName("EXIT-02, IO-14, SIZE-04: Python's pty keeps one, breaks one, and is not asked about one")
    void judged() {
        ConformanceReport report = new ConformanceRunner()
                .driver("/usr/bin/python3 ../drivers/python/pty_driver.py")
                .rule("EXIT-02")
                .rule("IO-14")
                .rule("SIZE-04")
                .run();
        assertThat(report.lines())
                .extracting(ConformanceReport.Line::rule, ConformanceReport.Line::outcome)
                .containsExactlyInAnyOrder(
                        tuple("EXIT-02", ConformanceReport.Outcome.PASS),
                        tuple("IO-14", ConformanceReport.Outcome.FAIL),
                        tuple("SIZE-04", ConformanceReport.Outcome.NOT_ASKED));
    }
}
