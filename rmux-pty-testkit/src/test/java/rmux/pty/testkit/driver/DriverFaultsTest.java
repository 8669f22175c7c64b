// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;
import rmux.pty.testkit.conformance.ConformanceRunner;

/**
 * Each rule that is asked of a driver can fail through it: a driver in {@code src/test/python} has one fault for each.
 *
 * <p>With {@code -Drmux.pty.mutation.full=true}, every fault runs through all rules, and no other rule may fail, which takes half an
 * hour; otherwise a few run through their own rule.
 */
@EnabledOnOs(OS.LINUX)
@Tag("full")
@Tag("once")
@Tag("one-jdk")
class DriverFaultsTest {

    private static final boolean FULL = Boolean.getBoolean("rmux.pty.mutation.full");

    private static final List<String> ALL =
            List.of(("SPAWN-01 SPAWN-02 SPAWN-03 SPAWN-04 SPAWN-05 SPAWN-06 SPAWN-07 SPAWN-08 "
                            + "SPAWN-09 SPAWN-11 SPAWN-14 IO-01 IO-02 IO-03 IO-04 IO-06 IO-13 IO-14 SIZE-02 SIG-01 SIG-02 SIG-03 SIG-04 "
                            + "SIG-06 SIG-07 EXIT-01 EXIT-02 LIFE-02 LIFE-05 LIFE-10")
                    .split(" ", -1));

    private static final List<String> FEW = List.of("SPAWN-01", "SPAWN-08", "IO-04", "IO-14", "SIG-01", "EXIT-02");

    static List<String> rules() {
        return FULL ? ALL : FEW;
    }

    private static ConformanceReport run(String fault, List<String> rules) {
        Path driver = Path.of("src", "test", "python", "faulty_driver.py").toAbsolutePath();
        ConformanceRunner runner =
                new ConformanceRunner().driver("../drivers/unblocked /usr/bin/python3 " + driver + " " + fault);
        rules.forEach(runner::rule);
        return runner.run();
    }

    private static List<String> rulesThatCameOut(ConformanceReport report, Outcome outcome) {
        return report.lines().stream()
                .filter(line -> line.outcome() == outcome)
                .map(ConformanceReport.Line::rule)
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("without a fault, the driver keeps every rule that it is asked")
    void withoutFault() {
        ConformanceReport report = run("", FULL ? List.of() : FEW);
        assertThat(rulesThatCameOut(report, Outcome.FAIL)).isEmpty();
        assertThat(rulesThatCameOut(report, Outcome.PASS))
                .containsExactlyElementsOf(rules().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    @DisplayName("a driver with one fault fails the rule of that fault, and no other")
    void withFault(String rule) {
        ConformanceReport report = run(rule, FULL ? List.of() : List.of(rule));
        assertThat(rulesThatCameOut(report, Outcome.FAIL)).containsExactly(rule);
        assertThat(rulesThatCameOut(report, Outcome.PASS)).hasSize(FULL ? ALL.size() - 1 : 0);
    }
}
