// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceRunner;

/** Runs the suite on installed providers, as a tool would: the arguments are {@code provider=NAME} and {@code rule=ID}. */
public final class RunConformance {

    private RunConformance() {}

    /** Exits with 1 when something failed. */
    public static void main(String[] arguments) {
        ConformanceRunner runner = new ConformanceRunner();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            runner = argument.startsWith("rule=") ? runner.rule(value) : runner.provider(value);
        }
        ConformanceReport report = runner.run();
        new PrintWriter(System.out, true, StandardCharsets.UTF_8).println(report.toText());
        System.exit(report.hasFailures() ? 1 : 0);
    }
}
