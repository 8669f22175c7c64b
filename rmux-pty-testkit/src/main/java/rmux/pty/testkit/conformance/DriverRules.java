// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rules say nothing about a library that is tested through a driver, and why. */
final class DriverRules {

    private static final Map<String, String> NOT_ASKED = new LinkedHashMap<>();

    static {
        because("this library refuses the values before a driver is asked", "SPAWN-10", "SIZE-04");
        because(
                "this library prepares what the program inherits, and starts the driver",
                "SPAWN-12",
                "SPAWN-15",
                "SPAWN-17");
        because("no verb starts a program as another user", "SPAWN-16");
        because("each session has a driver of its own", "SPAWN-13");
        because(
                "this library's channel does that, in front of the driver",
                "IO-05",
                "IO-07",
                "IO-08",
                "IO-09",
                "IO-10",
                "IO-11",
                "IO-12",
                "IO-15",
                "IO-16",
                "IO-17",
                "SIZE-01",
                "SIZE-03",
                "SIZE-05",
                "SIG-05",
                "EXIT-03",
                "EXIT-05",
                "EXIT-06",
                "EXIT-07",
                "EXIT-11");
        because("times and leaks would be those of the driver", "EXIT-04", "EXIT-08", "LIFE-01", "LIFE-03", "LIFE-06");
        because("the driver is the program's parent, not this JVM", "EXIT-09", "EXIT-10", "LIFE-04", "LIFE-07");
        because("the driver starts its programs on this machine", "REM-01", "REM-02", "REM-03", "REM-04", "REM-05");
        because("that is about this JVM, not about the driver", "LIFE-08", "LIFE-11");
        because("no verb ends a tree, or what is left of it", "SIG-08", "LIFE-09", "LIFE-12");
        because("no verb opens a terminal without a program", "OPEN-01", "OPEN-02");
        because("no verb reads or sets modes", "MODE-01", "MODE-02", "MODE-03");
        because("the driver is not installed as a provider", "META-01", "META-02", "META-03", "META-04", "META-05");
    }

    /** What needs a verb that not every driver knows. */
    private static final Map<String, String> VERBS = Map.of("SIG-04", "continue", "SIG-07", "foreground");

    private DriverRules() {}

    private static void because(String reason, String... rules) {
        List.of(rules).forEach(rule -> NOT_ASKED.put(rule, reason));
    }

    /** Why a rule is not asked of a driver that knows these verbs beyond those that all know; empty if it is. */
    static Optional<String> reasonNotToAsk(String rule, Set<String> verbs) {
        String verb = VERBS.get(rule);
        return verb != null && !verbs.contains(verb)
                ? Optional.of("the driver does not know the verb \"" + verb + "\"")
                : Optional.ofNullable(NOT_ASKED.get(rule));
    }
}
