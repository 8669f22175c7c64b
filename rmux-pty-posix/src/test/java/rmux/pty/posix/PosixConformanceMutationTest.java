// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** The rules that no fake can break can be broken by real processes: one native function of the backend does nothing. */
@EnabledOnOs(OS.LINUX)
@Tag("full")
@Tag("one-jdk")
class PosixConformanceMutationTest {

    private static final String PROPERTY = "rmux.pty.posix.mutant";

    /** By rule, the functions that do nothing and say that they did it. */
    private static final Map<String, Set<String>> LAZY = Map.of(
            "SPAWN-02", Set.of("posix_spawn_file_actions_addclosefrom_np"),
            "SPAWN-09", Set.of("posix_spawnattr_setsigdefault"),
            "SPAWN-16", Set.of("setgroups"),
            "IO-17", Set.of("posix_spawn_file_actions_adddup2"));

    static class Mutant extends PtyProviderConformance {
        private final String rule = System.getProperty(PROPERTY, "");

        @Override
        protected PtyProvider provider() {
            return new PosixPtyProvider(lazy(LAZY.get(rule)));
        }

        @Override
        protected ConformanceSettings settings() {
            return ConformanceSettings.defaults().quick().limit(Duration.ofSeconds(3));
        }

        @Override
        protected Map<String, String> helperProperties() {
            return Map.of(PROPERTY, rule);
        }
    }

    private static LibC lazy(Set<String> functions) {
        LibC real = NativeAccess.libC();
        return (LibC) Proxy.newProxyInstance(
                LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, (proxy, method, arguments) -> {
                    if (functions.contains(method.getName())) {
                        return 0;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPAWN-02", "SPAWN-09", "SPAWN-16", "IO-17"})
    @DisplayName("a backend that leaves out one step fails the rule, in words")
    void brokenBackendFailsItsRule(String rule) {
        System.setProperty(PROPERTY, rule);
        try {
            List<String> failures = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Mutant.class))
                    .configurationParameter("rmux.pty.conformance.rules", rule)
                    .execute()
                    .testEvents()
                    .failed()
                    .stream()
                    .map(event -> event.getTestDescriptor().getDisplayName())
                    .toList();
            assertThat(failures).isNotEmpty().allMatch(name -> name.startsWith(rule));
        } finally {
            System.clearProperty(PROPERTY);
        }
    }
}
