// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import rmux.pty.testkit.conformance.RuleCatalog;

/**
 * The tests of the rules can fail: for each rule there is a broken fake that fails it, and says so in words.
 *
 * <p>{@code -Drmux.pty.mutation.full=true} runs the whole suite on each of them, and expects that no other rule fails, except those about times, which it leaves out.
 */
@Tag("full")
@Tag("one-jdk")
class MutationProofTest {

    private static final Set<String> ABOUT_TIMES = Set.of("IO-07", "IO-13", "EXIT-04", "EXIT-05");

    private static final boolean FULL = Boolean.getBoolean("rmux.pty.mutation.full");

    @Test
    void everyRuleHasABrokenFakeOrAReason() {
        TreeSet<String> covered = new TreeSet<>(Mutations.all().keySet());
        assertThat(covered).doesNotContainAnyElementsOf(Mutations.NOT_BY_A_FAKE.keySet());
        covered.addAll(Mutations.NOT_BY_A_FAKE.keySet());
        assertThat(covered)
                .containsExactlyElementsOf(new TreeSet<>(RuleCatalog.rules().keySet()));
    }

    @TestFactory
    Stream<DynamicTest> brokenFakeFailsItsRule() {
        return Mutations.all().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey() + ": " + entry.getValue().defect(), () -> check(entry.getKey())));
    }

    private static void check(String rule) {
        int release = Runtime.version().feature();
        assumeFalse(rule.equals("IO-12") && release < 21, "needs virtual threads: JDK 21");
        assumeFalse(rule.equals("IO-15") && release < 22, "needs arenas: JDK 22");
        Map<String, List<Throwable>> failures = run(rule);
        assertThat(failures).containsOnlyKeys(rule);
        for (Throwable failure : failures.get(rule)) {
            // What the suite says, or what the backend itself said where nothing should have gone wrong.
            assertThat(failure).isInstanceOfAny(AssertionError.class, IOException.class);
            assertThat(failure.getMessage()).hasSizeGreaterThan(20).contains(" ");
        }
    }

    /** All rules but those about times, unless it is one: on a busy machine, those may fail without a defect. */
    private static String allRulesWith(String rule) {
        return RuleCatalog.rules().keySet().stream()
                .filter(id -> id.equals(rule) || !ABOUT_TIMES.contains(id))
                .collect(Collectors.joining(","));
    }

    /** The failures by rule. */
    private static Map<String, List<Throwable>> run(String rule) {
        System.setProperty(MutantConformance.PROPERTY, rule);
        try {
            EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(MutantConformance.class))
                    .configurationParameter("rmux.pty.conformance.rules", FULL ? allRulesWith(rule) : rule);
            Map<String, List<Throwable>> failures = new LinkedHashMap<>();
            kit.execute().testEvents().failed().stream().forEach(event -> {
                String name = event.getTestDescriptor().getDisplayName();
                failures.computeIfAbsent(name.substring(0, name.indexOf(':')), key -> new ArrayList<>())
                        .add(event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow());
            });
            return failures;
        } finally {
            System.clearProperty(MutantConformance.PROPERTY);
        }
    }
}
