// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
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

    /** A provider of this project; {@code systems} says where it is of use. */
    private record Known(String name, String artifact, String systems) {}

    private static final List<Known> KNOWN = List.of(
            new Known("posix", "io.rmux:rmux-pty-posix", "Linux on x86-64 and aarch64"),
            new Known("conpty", "io.rmux:rmux-pty-conpty", "Windows 10 1809 and later"),
            new Known(
                    "winpty", "io.rmux:rmux-pty-winpty", "Windows before that, or where no pseudo console is wanted"));

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        ProviderReport report = PtyProviders.installed().report();
        out.println("Providers");
        KNOWN.forEach(known -> explain(known, report, out));
        report.candidates().stream()
                .filter(candidate ->
                        KNOWN.stream().noneMatch(known -> known.name().equals(candidate.name())))
                .forEach(candidate -> explain(candidate, out));
        out.println();
        out.println("System");
        SystemFacts.collect().forEach((name, value) -> out.printf(Locale.ROOT, "  %-24s %s%n", name, value));
        return report.candidates().stream().anyMatch(c -> c.verdict() == Verdict.AVAILABLE) ? 0 : 1;
    }

    private static void explain(Known known, ProviderReport report, PrintWriter out) {
        report.candidates().stream()
                .filter(candidate -> candidate.name().equals(known.name()))
                .findFirst()
                .ifPresentOrElse(candidate -> explain(candidate, out), () -> {
                    out.printf(Locale.ROOT, "  %-8s not installed%n", known.name());
                    out.printf(Locale.ROOT, "           why     its module is not among the resolved ones%n");
                    out.printf(
                            Locale.ROOT,
                            "           do      add %s; it is for %s%n",
                            known.artifact(),
                            known.systems());
                });
    }

    private static void explain(Candidate candidate, PrintWriter out) {
        boolean usable = candidate.verdict() == Verdict.AVAILABLE;
        out.printf(Locale.ROOT, "  %-8s %s%n", candidate.name(), usable ? "usable" : "not usable");
        out.printf(
                Locale.ROOT,
                "           why     %s%n",
                usable ? "it loads, and the system has what it needs" : candidate.reason());
        if (!candidate.remedy().isEmpty()) {
            out.printf(Locale.ROOT, "           do      %s%n", candidate.remedy());
        }
    }
}
