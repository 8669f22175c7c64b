// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.bsd.BsdLibC;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.xnu.Xnu;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;

/** What macOS does otherwise is imposed: a backend that does not know it breaks rules of the contract. */
@EnabledOnOs(OS.LINUX)
@EnabledIf(value = "isRoot", disabledReason = "only root can take a terminal from everybody")
@Tag("full")
@Tag("one-jdk")
class MacOsMutationTest {

    private static final String PROPERTY = "rmux.pty.posix.mutant";

    /** Backends that lack something, and the rule that each of them breaks. */
    enum Mutant {
        OPENS_THE_TERMINAL_TOO_EARLY("SPAWN-01") {
            @Override
            XnuMutant mutant() {
                return XnuMutant.believing(EnumSet.of(Feature.SESSION_BEFORE_FILE_ACTIONS), Set.of());
            }
        },
        SETS_THE_SIZE_TOO_EARLY("SPAWN-03") {
            @Override
            XnuMutant mutant() {
                return XnuRule.A_SIZE_NEEDS_AN_OPEN_SLAVE.withoutRemedy(new Xnu());
            }
        },
        LETS_GO_OF_THE_SLAVE("IO-03") {
            @Override
            XnuMutant mutant() {
                return XnuRule.OUTPUT_IS_LOST_AT_THE_LAST_CLOSING.withoutRemedy(new Xnu());
            }
        },
        DOES_NOT_OPEN_THE_SLAVE_AGAIN("OPEN-02") {
            @Override
            XnuMutant mutant() {
                return XnuMutant.believing(Set.of(), EnumSet.of(Feature.LEADER_REVOKES));
            }
        },
        LETS_LEADERS_WAIT("EXIT-06") {
            @Override
            XnuMutant mutant() {
                return XnuMutant.believing(Set.of(), EnumSet.of(Feature.LEADER_WAITS));
            }
        };

        private final String rule;

        Mutant(String rule) {
            this.rule = rule;
        }

        abstract XnuMutant mutant();
    }

    static class MutantConformance extends PtyProviderConformance {
        private final String name = System.getProperty(PROPERTY, "");

        @Override
        protected PtyProvider provider() {
            return new PosixPtyProvider(Mutant.valueOf(name).mutant().of(BsdLibC.macOs()));
        }

        @Override
        protected ConformanceSettings settings() {
            return ConformanceSettings.defaults().quick().notAService().limit(Duration.ofSeconds(3));
        }

        @Override
        protected Map<String, String> helperProperties() {
            return Map.of(PROPERTY, name);
        }
    }

    static boolean isRoot() {
        return MacOsConformanceTest.isRoot();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a backend that takes macOS for Linux in one thing breaks a rule")
    void brokenBackendFailsItsRule(Mutant mutant) {
        System.setProperty(PROPERTY, mutant.name());
        try {
            List<String> failures = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(MutantConformance.class))
                    .configurationParameter("rmux.pty.conformance.rules", mutant.rule)
                    .execute()
                    .testEvents()
                    .failed()
                    .stream()
                    .map(event -> event.getTestDescriptor().getDisplayName())
                    .toList();
            assertThat(failures).isNotEmpty().allMatch(name -> name.startsWith(mutant.rule));
        } finally {
            System.clearProperty(PROPERTY);
        }
    }
}
