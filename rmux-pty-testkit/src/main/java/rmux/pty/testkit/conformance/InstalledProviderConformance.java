// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.time.Duration;
import java.util.Optional;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.spi.PtyProvider;

/** The suite on an installed provider, which a system property names; run by {@link ConformanceRunner}. */
final class InstalledProviderConformance extends PtyProviderConformance {

    static final String PROVIDER = "rmux.pty.conformance.provider";
    static final String QUICK = "rmux.pty.conformance.quick";
    static final String VIRTUAL_THREADS = "rmux.pty.conformance.virtual-threads";
    static final String SHORT_PROGRAMS = "rmux.pty.conformance.short-programs";

    private static final Duration SOAK_LIMIT = Duration.ofMinutes(10);
    private static final Duration SLOW_PROGRAM = Duration.ofMillis(50);

    InstalledProviderConformance() {}

    @Override
    protected PtyProvider provider() {
        return PtyProviders.installed().named(System.getProperty(PROVIDER, ""));
    }

    @Override
    protected ConformanceSettings settings() {
        ConformanceSettings settings = ConformanceSettings.defaults();
        if (Boolean.getBoolean(QUICK)) {
            settings = settings.quick();
        }
        if (Boolean.getBoolean(VIRTUAL_THREADS)) {
            settings = settings.onVirtualThreads();
        }
        Optional<Integer> soak = Optional.ofNullable(Integer.getInteger(SHORT_PROGRAMS));
        return soak.isPresent()
                ? settings.shortPrograms(soak.get()).ruleLimit(SOAK_LIMIT.plus(SLOW_PROGRAM.multipliedBy(soak.get())))
                : settings;
    }
}
