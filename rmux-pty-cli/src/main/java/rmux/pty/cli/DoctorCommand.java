// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;

/** {@code rmux-pty doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Explain for every known provider why it is or is not usable here, and what to do about it.",
            "Exits with 0 if at least one is usable, 1 if none is; with --on, with 0 if programs can run in every place."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--on",
            paramLabel = "PLACE",
            converter = Place.Converter.class,
            description =
                    "Also run a program there, and explain how that went: ssh:[USER@]HOST[:PORT], docker:CONTAINER or"
                            + " kube:NAMESPACE/POD[/CONTAINER]; may be given several times.")
    private List<Place> places = new ArrayList<>();

    @Mixin
    private Reaching reaching = new Reaching();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ProviderReport report = PtyProviders.installed().report();
        out.println("Providers");
        List<KnownProvider.Explained> all = KnownProvider.explain(report, System.getProperty("os.name", "")).stream()
                .map(explained -> tried(explained, report))
                .toList();
        all.forEach(explained -> print(explained, out));
        boolean allReached = true;
        if (!places.isEmpty()) {
            out.println();
            out.println("Places");
        }
        for (Place place : places) {
            KnownProvider.Explained explained = PlaceCheck.explain(place, reaching);
            allReached &= explained.isUsable();
            print(explained, out);
            out.flush();
        }
        out.println();
        out.println("System");
        SystemFacts.collect()
                .forEach((name, value) -> out.printf(Locale.ROOT, "  %-24s %s%n", name, Printable.line(value)));
        boolean well = places.isEmpty() ? all.stream().anyMatch(KnownProvider.Explained::isUsable) : allReached;
        return well ? 0 : 1;
    }

    /** Opens a terminal, where a provider can do that without a program: what the system lacks shows only then. */
    private static KnownProvider.Explained tried(KnownProvider.Explained explained, ProviderReport report) {
        boolean opens = report.candidates().stream()
                .anyMatch(candidate -> candidate.name().equals(explained.name())
                        && candidate.capabilities().contains(PtyCapability.OPEN_PAIR));
        if (!explained.isUsable() || !opens) {
            return explained;
        }
        try (PtyTerminal terminal =
                PtyProviders.installed().named(explained.name()).open(TerminalSize.DEFAULT)) {
            LOGGER.log(Level.DEBUG, "{0} opened {1}", explained.name(), terminal.terminalName());
            return explained;
        } catch (PtyException | RuntimeException e) {
            return explained.failing(Failures.describe(e));
        }
    }

    private static void print(KnownProvider.Explained explained, PrintWriter out) {
        out.printf(Locale.ROOT, "  %-8s %s%n", Printable.line(explained.name()), explained.verdict());
        out.printf(Locale.ROOT, "           why     %s%n", Printable.line(explained.reason()));
        out.printf(Locale.ROOT, "           do      %s%n", Printable.line(explained.remedy()));
    }
}
