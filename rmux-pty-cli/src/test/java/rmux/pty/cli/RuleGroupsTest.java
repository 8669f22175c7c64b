// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;

class RuleGroupsTest {

    @Test
    @DisplayName("selftest: what failed is shown with its message below its group, and so is a provider that is broken")
    void groups() {
        ConformanceReport report = new ConformanceReport(List.of(
                new Line("posix", "IO-02", Outcome.PASS, ""),
                new Line("posix", "SIZE-01", Outcome.FAIL, "expected 80, but was 0"),
                new Line("posix", "IO-01", Outcome.PASS, ""),
                new Line("winpty", "-", Outcome.SKIPPED, "for Windows"),
                new Line("mine", "-", Outcome.FAIL, "not loaded")));
        assertThat(RuleGroups.lines(report))
                .containsExactly(
                        "posix IO                 2 of 2 pass  IO-01 IO-02",
                        "posix SIZE               0 of 1 pass",
                        "posix          SIZE-01   fail        expected 80, but was 0",
                        "mine           -         fail        not loaded");
    }
}
