// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;

/** The rules, their tests and the table in the manual are the same. */
class RuleCatalogTest {

    private static final Path MANUAL = Path.of("..", "docs", "conformance.md");

    /** The tests by rule. */
    private static Map<String, List<Method>> tests() {
        Map<String, List<Method>> tests = new TreeMap<>();
        for (Class<?> nested : PtyProviderConformance.class.getDeclaredClasses()) {
            if (nested.isAnnotationPresent(Nested.class)) {
                for (Method method : nested.getSuperclass().getDeclaredMethods()) {
                    AnnotationSupport.findAnnotation(method, Rule.class)
                            .ifPresent(rule -> tests.computeIfAbsent(rule.value(), id -> new ArrayList<>())
                                    .add(method));
                }
            }
        }
        return tests;
    }

    @Test
    void everyRuleHasATestAndEveryTestARule() {
        assertThat(tests().keySet())
                .containsExactlyInAnyOrderElementsOf(RuleCatalog.rules().keySet());
    }

    @Test
    void everyRuleWithACapabilityHasACaseForProvidersWithoutIt() {
        RuleCatalog.rules().values().stream()
                .filter(rule -> !rule.capability().isEmpty())
                .forEach(rule -> assertThat(tests().get(rule.id()))
                        .as(rule.id())
                        .anyMatch(method -> AnnotationSupport.findAnnotation(method, Rule.class)
                                        .orElseThrow()
                                        .without()
                                        .length
                                > 0));
    }

    @Test
    void manualListsTheRulesAndTheirTests() throws IOException {
        Map<String, List<Method>> tests = tests();
        String table = RuleCatalog.rules().values().stream()
                .map(rule -> "| " + rule.id() + " | " + rule.level() + " | " + rule.capability() + " | "
                        + rule.text().replace("|", "\\|") + " | " + names(tests.get(rule.id())) + " |\n")
                .collect(Collectors.joining());
        // To bring the manual up to date, put this table into it.
        assertThat(Files.readString(MANUAL)).contains(table);
    }

    private static String names(List<Method> methods) {
        return methods.stream()
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .sorted()
                .collect(Collectors.joining("<br>"));
    }

    @Test
    void unknownRuleIsRefused() {
        assertThatThrownBy(() -> ConformanceSettings.defaults().knownIssue("SPAWN-99", "link"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SPAWN-99")
                .hasMessageContaining("SPAWN-01");
        assertThatThrownBy(() -> ConformanceSettings.defaults().knownIssue("SPAWN-01", " "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
