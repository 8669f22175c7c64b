// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rmux-pty conformance}: is a provider right? Needs the testkit and JUnit on the module path. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        description =
                "Test installed providers against the contract, and print a line for each rule. Takes minutes for each "
                        + "provider, or about half a minute with --quick. Exits with 1 if a rule is broken.")
final class ConformanceCommand implements Callable<Integer> {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "A provider to test; all that can be used here unless given. Repeatable.")
    private List<String> providers = new ArrayList<>();

    @Option(
            names = "--driver",
            paramLabel = "COMMAND",
            description = "Test a library of any language, by a program that speaks the protocol of "
                    + "docs/driver-protocol.md, such as 'node drivers/node-pty/driver.js'. Repeatable.")
    private List<String> drivers = new ArrayList<>();

    @Option(
            names = "--rule",
            paramLabel = "ID",
            split = ",",
            description = "A rule to test, such as SPAWN-03; all unless given. Repeatable.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the report, after each rule: JSON if the name ends in .json, Markdown otherwise. "
                    + "Repeatable.")
    private List<Path> reports = new ArrayList<>();

    @Option(
            names = "--quick",
            description =
                    "Do a tenth or less of everything: 1 MiB, 64 short programs, 200 closings, 16 exit codes. For every "
                            + "build; without it, for releases.")
    private boolean quick;

    @Option(names = "--virtual-threads", description = "Run the tests on virtual threads; they came with JDK 21.")
    private boolean virtual;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description =
                    "How long anything may take, and a test ten times as long; for slow machines, such as emulated ones. 30 unless given.")
    private @Nullable Integer limit;

    @Option(
            names = "--soak",
            paramLabel = "N",
            description =
                    "Start N short programs over 8 threads, each output exact (rule IO-03), and test nothing else.")
    private @Nullable Integer soak;

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        int release = Runtime.version().feature();
        if (virtual && release < FIRST_WITH_VIRTUAL_THREADS) {
            throw new ParameterException(
                    line,
                    "--virtual-threads needs Java " + FIRST_WITH_VIRTUAL_THREADS + " or newer; this is Java "
                            + release);
        }
        if (limit != null && limit < 1) {
            throw new ParameterException(line, "--limit needs a number of seconds, 1 or more");
        }
        try {
            return new ConformanceRun(
                            providers,
                            drivers,
                            rules,
                            quick,
                            virtual,
                            Optional.ofNullable(soak),
                            Optional.ofNullable(limit).map(Duration::ofSeconds))
                    .run(line.getOut(), reports);
        } catch (NoClassDefFoundError missing) {
            line.getErr()
                    .println(
                            "rmux-pty: the testkit is not here (" + missing.getMessage()
                                    + "); put rmux-pty-testkit, junit-platform-launcher and junit-jupiter-engine on the module path");
            return ExitCodes.FAILURE;
        }
    }
}
