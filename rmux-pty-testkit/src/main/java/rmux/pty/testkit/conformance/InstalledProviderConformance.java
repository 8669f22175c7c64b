// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.driver.DriverPtyProvider;

/** The suite on an installed provider, which a system property names; run by {@link ConformanceRunner}. */
final class InstalledProviderConformance extends PtyProviderConformance {

    static final String PROVIDER = "rmux.pty.conformance.provider";
    static final String DRIVER = "rmux.pty.conformance.driver";
    static final String QUICK = "rmux.pty.conformance.quick";
    static final String VIRTUAL_THREADS = "rmux.pty.conformance.virtual-threads";
    static final String LIMIT_SECONDS = "rmux.pty.conformance.limit-seconds";
    static final String SHORT_PROGRAMS = "rmux.pty.conformance.short-programs";

    private static final Duration SOAK_LIMIT = Duration.ofMinutes(10);
    private static final Duration DRIVER_LIMIT = Duration.ofSeconds(30);
    private static final Duration DRIVER_RULE_LIMIT = Duration.ofMinutes(10);
    private static final int WAITS_IN_A_TEST = 10;
    private static final int DRIVER_PROGRAMS = 24;
    private static final Map<String, DriverPtyProvider> DRIVERS = new ConcurrentHashMap<>();
    private static final Duration SLOW_PROGRAM = Duration.ofMillis(50);

    InstalledProviderConformance() {}

    @Override
    protected PtyProvider provider() {
        Optional<DriverPtyProvider> driver = driver();
        return driver.isPresent() ? driver.get() : installed();
    }

    private static PtyProvider installed() {
        return PtyProviders.installed().named(System.getProperty(PROVIDER, ""));
    }

    /** Started once: each JUnit test has an instance of this class. */
    private static synchronized Optional<DriverPtyProvider> driver() {
        String command = System.getProperty(DRIVER, "");
        if (command.isEmpty()) {
            return Optional.empty();
        }
        DriverPtyProvider known = DRIVERS.computeIfAbsent(command, DriverPtyProvider::new);
        return Optional.of(known);
    }

    static void forgetDrivers() {
        DRIVERS.clear();
    }

    private static ConformanceSettings forDriver(DriverPtyProvider driver) {
        Map<String, String> notAsked = new HashMap<>();
        RuleCatalog.rules()
                .keySet()
                .forEach(rule -> DriverRules.reasonNotToAsk(rule, driver.verbs())
                        .ifPresent(reason -> notAsked.put(rule, reason)));
        ConformanceSettings settings = ConformanceSettings.defaults()
                .quick()
                .limit(DRIVER_LIMIT)
                .ruleLimit(DRIVER_RULE_LIMIT)
                .shortPrograms(DRIVER_PROGRAMS)
                .notAService()
                .notAsked(notAsked);
        for (Map.Entry<String, String> limit : driver.limits().entrySet()) {
            String[] ruleAndTest = limit.getKey().split(" ", 2);
            settings = ruleAndTest.length == 1
                    ? settings.knownIssue(ruleAndTest[0], limit.getValue())
                    : settings.knownIssue(ruleAndTest[0], ruleAndTest[1], limit.getValue());
        }
        return settings;
    }

    @Override
    protected ConformanceSettings settings() {
        Optional<DriverPtyProvider> driver = driver();
        if (driver.isPresent()) {
            return forDriver(driver.get());
        }
        ConformanceSettings settings = ConformanceSettings.defaults();
        if (Boolean.getBoolean(QUICK)) {
            settings = settings.quick();
        }
        if (Boolean.getBoolean(VIRTUAL_THREADS)) {
            settings = settings.onVirtualThreads();
        }
        Optional<Duration> limit =
                Optional.ofNullable(Integer.getInteger(LIMIT_SECONDS)).map(Duration::ofSeconds);
        if (limit.isPresent()) {
            Duration longest = limit.get().multipliedBy(WAITS_IN_A_TEST);
            Duration usual = settings.ruleLimit();
            settings = settings.limit(limit.get()).ruleLimit(longest.compareTo(usual) > 0 ? longest : usual);
        }
        Optional<Integer> soak = Optional.ofNullable(Integer.getInteger(SHORT_PROGRAMS));
        return soak.isPresent()
                ? settings.shortPrograms(soak.get()).ruleLimit(SOAK_LIMIT.plus(SLOW_PROGRAM.multipliedBy(soak.get())))
                : settings;
    }
}
