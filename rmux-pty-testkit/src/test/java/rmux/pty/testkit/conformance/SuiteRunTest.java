// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceReport.Line;
import rmux.pty.testkit.conformance.ConformanceReport.Outcome;
import rmux.pty.testkit.fake.FakePrograms;
import rmux.pty.testkit.fake.FakePtyProvider;
import rmux.pty.testkit.programs.ConformancePrograms;

/** How the suite runs: what is discovered, what is reported when, and what becomes of a test that hangs. */
class SuiteRunTest {

    /** The suite on a provider that can do little. */
    static class OnFakeWindows extends PtyProviderConformance {
        private final FakePtyProvider fake = FakePtyProvider.windowsLike();

        @Override
        protected PtyProvider provider() {
            return fake;
        }

        @Override
        protected ConformancePrograms programs() {
            return new FakePrograms(fake);
        }

        @Override
        protected ConformanceSettings settings() {
            return ConformanceSettings.defaults().quick().notAService();
        }
    }

    private final Launcher launcher = LauncherFactory.create();

    private TestPlan discover(String rules) {
        return launcher.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(OnFakeWindows.class))
                .configurationParameter(RuleExtension.RULES_PARAMETER, rules)
                .build());
    }

    private static Stream<TestIdentifier> tests(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest);
    }

    @Test
    @DisplayName("cases for capabilities that the provider lacks or has are not discovered")
    void oppositeCases() {
        Set<String> methods = tests(discover("OPEN-02"))
                .map(test -> ((MethodSource) test.getSource().orElseThrow()).getMethodName())
                .collect(Collectors.toSet());
        assertThat(methods)
                .contains("commandThatNeedsSuchATerminalIsRefused", "codeIsExact", "settingModesIsRefused")
                .doesNotContain("programsRunOneAfterAnother", "modesCanBeSetLater");
    }

    @Test
    @DisplayName(
            "a line for each rule is there once its last test has ended; a lacking capability is reported as absent")
    void lines() {
        List<Line> lines = new ArrayList<>();
        RuleListener listener = new RuleListener("fake", lines::add);
        TestPlan plan = discover("EXIT-01,OPEN-02,SIZE-03");
        listener.expect(tests(plan).toList());
        launcher.execute(plan, listener);
        assertThat(lines).hasSize(3).containsExactlyInAnyOrderElementsOf(listener.lines());
        assertThat(listener.lines()).contains(new Line("fake", "EXIT-01", Outcome.PASS, ""));
        assertThat(listener.lines())
                .contains(new Line("fake", "OPEN-02", Outcome.ABSENT, "the provider does not have OPEN_PAIR"));
        assertThat(listener.finalLines(Set.of("EXIT-01", "EXIT-03")))
                .filteredOn(line -> line.outcome() == Outcome.FAIL)
                .extracting(Line::rule)
                .containsExactly("EXIT-03");
    }

    @Test
    @DisplayName("the report is written after each rule: a run that is killed leaves what it found out")
    void growingReport(@TempDir Path directory) {
        System.setProperty(ReportListener.DIRECTORY, directory.toString());
        try {
            List<String> atEnds = new ArrayList<>();
            TestExecutionListener reader = new TestExecutionListener() {
                @Override
                public void executionStarted(TestIdentifier test) {
                    atEnds.add(read(directory.resolve("OnFakeWindows.json")));
                }
            };
            launcher.execute(discover("EXIT-01,EXIT-03"), new ReportListener(), reader);
            assertThat(atEnds).anyMatch(report -> report.contains("EXIT-0") && !report.contains("SIZE-01"));
            assertThat(read(directory.resolve("OnFakeWindows.json"))).contains("EXIT-01", "EXIT-03");
            assertThat(directory).isDirectoryNotContaining("glob:**.part");
        } finally {
            System.clearProperty(ReportListener.DIRECTORY);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("a test that cannot be interrupted fails at its limit, and says where it hangs; the suite goes on")
    void hangingTest() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> TestThread.run(() -> await(release, interrupted), false, Duration.ofMillis(200)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not end within")
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(SuiteRunTest.class.getName())));
        assertThat(interrupted.getCount()).isZero();
    }

    private static void await(CountDownLatch release, CountDownLatch interrupted) {
        try {
            release.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }
}
