// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rmux.pty.testkit.conformance.ConformanceReport;
import rmux.pty.testkit.conformance.ConformanceRunner;

/**
 * What needs the testkit of {@code rmux-pty conformance}: apart from the command, whose methods picocli looks through at
 * every start, even where the testkit is not there.
 */
record ConformanceRun(
        List<String> providers,
        List<String> drivers,
        List<String> rules,
        boolean quick,
        boolean virtual,
        Optional<Integer> soak,
        Optional<Duration> limit) {

    private static final int BROKEN = 1;

    /** How many seconds a provider may take to answer; read when providers are first asked for. */
    private static final String PATIENCE = "rmux.pty.patience";

    private static final long USUAL_PATIENCE = 10;

    /** Runs the suite, prints each line once it is known, and writes the report to files meanwhile; returns the exit code. */
    int run(PrintWriter out, List<Path> files) throws IOException {
        ConformanceRunner runner = runner().onLine(line -> {
            out.println(line.toText());
            out.flush();
        });
        files.forEach(runner::report);
        try {
            ConformanceReport report = runner.run();
            out.println(report.summary());
            out.flush();
            return report.hasFailures() ? BROKEN : 0;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Runs the suite, and prints how the rules of each group came out, and what did not pass; returns whether none is broken. */
    boolean runInGroups(PrintWriter out) {
        ConformanceReport report = runner().run();
        RuleGroups.lines(report).forEach(line -> out.println(Printable.line(line)));
        out.flush();
        return !report.hasFailures();
    }

    private ConformanceRunner runner() {
        ConformanceRunner runner = new ConformanceRunner();
        providers.forEach(runner::provider);
        drivers.forEach(runner::driver);
        rules.forEach(runner::rule);
        if (quick) {
            runner.quick();
        }
        if (virtual) {
            runner.onVirtualThreads();
        }
        soak.ifPresent(runner::soak);
        limit.ifPresent(longest -> {
            runner.limit(longest);
            System.setProperty(PATIENCE, Long.toString(Math.max(USUAL_PATIENCE, longest.toSeconds() / 3)));
        });
        return runner;
    }
}
