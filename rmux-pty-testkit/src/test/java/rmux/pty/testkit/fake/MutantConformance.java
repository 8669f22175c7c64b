// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.programs.ConformancePrograms;

/** The suite on a broken fake: the one for the rule that the system property names. Run by {@link MutationProofTest} alone. */
class MutantConformance extends PtyProviderConformance {

    static final String PROPERTY = "rmux.pty.testkit.mutant";

    private static final Duration LIMIT =
            Boolean.getBoolean("rmux.pty.mutation.full") ? Duration.ofSeconds(10) : Duration.ofSeconds(2);

    private final String rule = System.getProperty(PROPERTY, "");
    private final FakePtyProvider fake = FakePtyProvider.posixLike();
    private final ConformancePrograms programs = new FakePrograms(fake);
    private final PtyProvider mutant = Mutations.mutant(rule, fake).provider();

    @Override
    protected PtyProvider provider() {
        return mutant;
    }

    @Override
    protected ConformancePrograms programs() {
        return programs;
    }

    @Override
    protected ConformanceSettings settings() {
        ConformanceSettings settings = ConformanceSettings.defaults()
                .quick()
                .limit(LIMIT)
                .ruleLimit(LIMIT.multipliedBy(10))
                .closeIterations(20);
        return rule.equals("META-03") ? settings : settings.notAService();
    }

    /** Nothing is cut: a backend that does not notice. */
    @Override
    protected void cutConnection() {}

    @Override
    protected Map<String, String> helperProperties() {
        return Map.of(PROPERTY, rule);
    }

    @Override
    protected Optional<CallFaults> callFaults() {
        CallFaults faults = fake.callFaults();
        return Optional.of(new CallFaults() {
            @Override
            public PtyProvider provider() {
                return mutant;
            }

            @Override
            public void arm(int number) {
                faults.arm(number);
            }

            @Override
            public List<String> disarm() {
                return faults.disarm();
            }
        });
    }
}
