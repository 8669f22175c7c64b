// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.PtyProviders;

/** {@code rmux-pty doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Explain for every known provider why it is or is not usable here, and what to do about it.",
            "Exits with 0 if at least one is usable, 1 if none is."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ProviderReport report = PtyProviders.installed().report();
        out.println("Providers");
        KnownProvider.explain(report, System.getProperty("os.name", "")).forEach(explained -> print(explained, out));
        out.println();
        out.println("System");
        SystemFacts.collect()
                .forEach((name, value) -> out.printf(Locale.ROOT, "  %-24s %s%n", name, Printable.line(value)));
        return report.candidates().stream().anyMatch(c -> c.verdict() == Verdict.AVAILABLE) ? 0 : 1;
    }

    private static void print(KnownProvider.Explained explained, PrintWriter out) {
        out.printf(Locale.ROOT, "  %-8s %s%n", Printable.line(explained.name()), explained.verdict());
        out.printf(Locale.ROOT, "           why     %s%n", Printable.line(explained.reason()));
        out.printf(Locale.ROOT, "           do      %s%n", Printable.line(explained.remedy()));
    }
}
