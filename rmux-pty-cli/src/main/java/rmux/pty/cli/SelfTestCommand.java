// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.PtyProviders;

/** {@code rmux-pty selftest}. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Find out in a minute whether this library works here: diagnosis, numbers and structures of the system,",
            "and the core of the contract. Prints one block of text to paste into an issue.",
            "Exits with 0 if everything is as it should be, 1 if not."
        })
final class SelfTestCommand implements Callable<Integer> {

    /** What the library is for: starting, bytes, size, signals, exits, modes and the end. */
    static final List<String> CORE = List.of(
            "META-01",
            "META-02",
            "META-04",
            "SPAWN-01",
            "SPAWN-02",
            "SPAWN-03",
            "SPAWN-04",
            "SPAWN-05",
            "SPAWN-06",
            "SPAWN-07",
            "SPAWN-08",
            "SPAWN-09",
            "IO-01",
            "IO-02",
            "IO-03",
            "IO-04",
            "IO-05",
            "IO-06",
            "SIZE-01",
            "SIZE-02",
            "SIZE-03",
            "SIG-01",
            "SIG-02",
            "SIG-03",
            "EXIT-01",
            "EXIT-02",
            "EXIT-03",
            "LIFE-01",
            "LIFE-02");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--full", description = "Run every rule of the contract, which takes several minutes.")
    private boolean full;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        long start = System.nanoTime();
        out.println("----- rmux-pty selftest -----");
        SystemFacts.collect()
                .forEach((name, value) -> out.printf(Locale.ROOT, "%-24s %s%n", name, Printable.line(value)));
        ProviderReport report = PtyProviders.installed().report();
        List<KnownProvider.Explained> providers = KnownProvider.explain(report, System.getProperty("os.name", ""));
        for (KnownProvider.Explained provider : providers) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %s; %s%n",
                    Printable.line(provider.name()),
                    provider.verdict(),
                    Printable.line(provider.reason()));
        }
        boolean usable = providers.stream().anyMatch(KnownProvider.Explained::isUsable);
        boolean known = NumbersCheck.run(out);
        boolean kept = usable
                && new ConformanceRun(
                                List.of(),
                                List.of(),
                                full ? List.of() : CORE,
                                true,
                                false,
                                Optional.empty(),
                                Optional.empty())
                        .runInGroups(out);
        boolean good = usable && known && kept;
        out.printf(
                Locale.ROOT,
                "verdict: %s, after %d s%n",
                good ? "works" : "does not work as it should",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        out.println("----- end -----");
        out.flush();
        return good ? 0 : 1;
    }
}
