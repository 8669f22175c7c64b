// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/** The suite's programs that do something. */
final class FakeBehaviors {

    private static final long FIRST_LINE = 10_000_000;
    private static final String READY = "READY";

    static final Map<String, FakeProgram> ALL = Map.ofEntries(
            Map.entry("print", FakeBehaviors::print),
            Map.entry("exit", process -> Integer.parseInt(process.arguments().get(0))),
            Map.entry("flood", FakeBehaviors::flood),
            Map.entry("reopening", FakeBehaviors::reopening),
            Map.entry("waiting", FakeBehaviors::waiting),
            Map.entry("ignoring-hangup", FakeBehaviors::ignoringHangup),
            Map.entry("echo-lines", FakeBehaviors::echoLines),
            Map.entry("copy", FakeBehaviors::copy),
            Map.entry("gated-exit", FakeBehaviors::gatedExit),
            Map.entry("slow-reader", FakeBehaviors::slowReader),
            Map.entry("report-sizes", FakeBehaviors::reportSizes),
            Map.entry("password", FakeBehaviors::password),
            Map.entry("late-writer", FakeBehaviors::lateWriter),
            Map.entry("foreground-job", FakeBehaviors::foregroundJob),
            Map.entry("leader-and-other", FakeBehaviors::leaderAndOther),
            Map.entry("detaching", FakeBehaviors::detaching),
            Map.entry("tree", FakeBehaviors::tree));

    private FakeBehaviors() {}

    private static int print(FakeProcess process) throws IOException {
        process.println(process.arguments().get(0));
        return 0;
    }

    private static int reopening(FakeProcess process) throws IOException {
        process.setModes(TerminalModes.raw());
        process.println("BEFORE");
        process.closeTerminal();
        process.sleep(Duration.ofMillis(200));
        process.reopenTerminal();
        flood(process);
        return 7;
    }

    private static int flood(FakeProcess process) throws IOException {
        process.setModes(TerminalModes.raw());
        long last = Long.parseLong(process.arguments().get(0));
        try (OutputStream output = new BufferedOutputStream(process.output(), 4096)) {
            for (long line = FIRST_LINE; line <= last; line++) {
                output.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return 0;
    }

    private static int waiting(FakeProcess process) throws IOException {
        process.println(READY);
        process.pause();
        return 0;
    }

    private static int ignoringHangup(FakeProcess process) throws IOException {
        process.ignore(PtySignal.HANGUP);
        return waiting(process);
    }

    private static int echoLines(FakeProcess process) throws IOException {
        process.println(READY);
        Optional<String> line = process.readLine();
        while (line.isPresent() && !line.get().equals("quit")) {
            process.println("echo: " + line.get());
            line = process.readLine();
        }
        return 0;
    }

    private static int copy(FakeProcess process) throws IOException {
        process.setModes(TerminalModes.raw());
        process.println(READY);
        if (!process.arguments().isEmpty()) {
            Path gate = Path.of(process.arguments().get(0));
            process.awaitThat(() -> Files.exists(gate));
        }
        process.input().transferTo(process.output());
        return 0;
    }

    private static int gatedExit(FakeProcess process) throws IOException {
        process.println(READY);
        Path gate = Path.of(process.arguments().get(0));
        process.awaitThat(() -> Files.exists(gate));
        process.println("gate opened");
        return Integer.parseInt(process.arguments().get(1));
    }

    private static int slowReader(FakeProcess process) throws IOException {
        process.setModes(TerminalModes.raw());
        process.println(READY);
        byte[] some = new byte[12 * 1024];
        while (process.input().read(some) >= 0) {
            process.sleep(Duration.ofMillis(100));
        }
        return 0;
    }

    private static int reportSizes(FakeProcess process) throws IOException {
        process.onSignal(PtySignal.WINDOW_CHANGE, () -> printSize(process));
        printSize(process);
        process.pause();
        return 0;
    }

    private static void printSize(FakeProcess process) {
        TerminalSize size = process.size();
        printQuietly(process, size.columns() + "x" + size.rows());
    }

    private static void printQuietly(FakeProcess process, String line) {
        try {
            process.println(line);
        } catch (IOException hungUp) {
            process.pause();
        }
    }

    private static int password(FakeProcess process) throws IOException {
        process.setModes(process.modes().withEcho(false));
        process.print("Password: ");
        String secret = process.readLine().orElse("");
        process.setModes(process.modes().withEcho(true));
        process.println("\ngot " + secret.length() + " characters");
        process.readLine();
        return 0;
    }

    private static int lateWriter(FakeProcess process) throws IOException {
        Path gate = Path.of(process.arguments().get(0));
        process.ignore(PtySignal.HANGUP);
        process.start(
                late -> {
                    late.awaitThat(() -> Files.exists(gate));
                    late.println("LATE");
                    return 0;
                },
                false);
        process.println("EARLY");
        return 0;
    }

    private static int foregroundJob(FakeProcess shell) throws IOException {
        shell.onSignal(PtySignal.INTERRUPT, () -> printQuietly(shell, "shell interrupted"));
        long job = shell.start(
                process -> {
                    boolean[] interrupted = new boolean[1];
                    process.onSignal(PtySignal.INTERRUPT, () -> interrupted[0] = true);
                    process.awaitThat(() -> process.foreground() == process.group());
                    process.println("job " + process.group());
                    process.println(READY);
                    process.awaitThat(() -> interrupted[0]);
                    process.println("job interrupted");
                    return 0;
                },
                true);
        shell.foreground(job);
        shell.await(job);
        shell.foreground(shell.group());
        shell.println("shell goes on");
        shell.pause();
        return 0;
    }

    private static int leaderAndOther(FakeProcess leader) throws IOException {
        boolean[] signaled = new boolean[1];
        boolean[] prepared = new boolean[1];
        leader.onSignal(PtySignal.TERMINATE, () -> signaled[0] = true);
        leader.start(
                other -> {
                    other.onSignal(PtySignal.TERMINATE, () -> printQuietly(other, "other signaled"));
                    other.ignore(PtySignal.HANGUP);
                    prepared[0] = true;
                    other.pause();
                    return 0;
                },
                false);
        leader.awaitThat(() -> prepared[0]);
        leader.println(READY);
        leader.awaitThat(() -> signaled[0]);
        leader.println("leader signaled");
        return 0;
    }

    private static int detaching(FakeProcess leader) throws IOException {
        for (int i = 0; i < 2; i++) {
            boolean[] prepared = new boolean[1];
            leader.println("pid "
                    + leader.start(
                            process -> {
                                process.ignore(PtySignal.HANGUP);
                                prepared[0] = true;
                                process.pause();
                                return 0;
                            },
                            true));
            leader.awaitThat(() -> prepared[0]);
        }
        return waiting(leader);
    }

    private static int tree(FakeProcess leader) throws IOException {
        FakeProgram sleeper = process -> {
            process.pause();
            return 0;
        };
        boolean[] prepared = new boolean[1];
        leader.println("pid " + leader.start(sleeper, true));
        leader.start(
                process -> {
                    process.ignore(PtySignal.HANGUP);
                    process.ignore(PtySignal.INTERRUPT);
                    process.ignore(PtySignal.TERMINATE);
                    process.println("pid " + process.pid());
                    process.println("pid " + process.start(sleeper, false));
                    prepared[0] = true;
                    process.pause();
                    return 0;
                },
                true);
        leader.awaitThat(() -> prepared[0]);
        leader.println(READY);
        if (Boolean.parseBoolean(leader.arguments().get(0))) {
            leader.pause();
        }
        return 0;
    }
}
