// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceRunner;

/**
 * What needs the testkit of {@code rmux-pty conformance}: apart from the command, whose methods picocli looks through at
 * every start, also where the testkit is not there.
 */
record ConformanceRun(
        List<String> providers, List<String> rules, boolean quick, boolean virtual, Optional<Integer> soak) {

    private static final int BROKEN = 1;

    /** Runs the suite, prints the report, and writes it to files; returns the exit code. */
    int run(PrintWriter out, List<Path> files) throws IOException {
        ConformanceReport report = runner().run();
        out.print(report.toText());
        out.flush();
        for (Path file : files) {
            boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
            Files.writeString(file, json ? report.toJson() : report.toMarkdown());
        }
        return report.hasFailures() ? BROKEN : 0;
    }

    private ConformanceRunner runner() {
        ConformanceRunner runner = new ConformanceRunner();
        providers.forEach(runner::provider);
        rules.forEach(runner::rule);
        if (quick) {
            runner.quick();
        }
        if (virtual) {
            runner.onVirtualThreads();
        }
        soak.ifPresent(runner::soak);
        return runner;
    }
}
