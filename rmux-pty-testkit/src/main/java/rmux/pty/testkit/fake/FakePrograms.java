// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.Bystander;
import rmux.pty.testkit.programs.ConformancePrograms;
import rmux.pty.testkit.programs.DescriptorLimit;
import rmux.pty.testkit.programs.Dispositions;
import rmux.pty.testkit.programs.Flood;
import rmux.pty.testkit.programs.Inquiry;
import rmux.pty.testkit.programs.OtherUser;
import rmux.pty.testkit.programs.ProgramIdentity;
import rmux.pty.testkit.programs.ProgramNotAvailableException;
import rmux.pty.testkit.programs.Resources;
import rmux.pty.testkit.programs.SessionPlace;
import rmux.pty.testkit.programs.Unstartable;

/** The programs of the conformance suite as programs of a fake. */
public final class FakePrograms implements ConformancePrograms {

    private static final String DIRECTORY = "/conformance/";

    private static final List<Integer> WIDE_EXIT_CODES = List.of(0, 1, 255, 256, 259, Integer.MAX_VALUE, -1);

    private final FakePtyProvider fake;

    /**
     * Installs the programs on a fake.
     *
     * @param fake the fake, the same that the suite tests
     */
    public FakePrograms(FakePtyProvider fake) {
        this.fake = fake;
        FakeBehaviors.ALL.forEach((name, program) -> fake.program(DIRECTORY + name, program));
        FakeInquiries.ALL.forEach((name, program) -> fake.program(DIRECTORY + name, program));
    }

    private static PtyCommand run(String name, String... arguments) {
        return PtyCommand.of(DIRECTORY + name, arguments);
    }

    @Override
    public PtyCommand print(String text) {
        return run("print", text);
    }

    @Override
    public PtyCommand exit(int code) {
        return run("exit", Integer.toString(code));
    }

    @Override
    public List<Integer> exitCodes() {
        return fake.kernel().isPosix() ? ConformancePrograms.super.exitCodes() : WIDE_EXIT_CODES;
    }

    @Override
    public Flood flood(long bytes) {
        return Flood.ofCountedLines(bytes, last -> run("flood", Long.toString(last)));
    }

    @Override
    public Flood reopening(long bytes) {
        return Flood.ofCountedLines(bytes, last -> run("reopening", Long.toString(last)));
    }

    @Override
    public PtyCommand waiting() {
        return run("waiting");
    }

    @Override
    public PtyCommand ignoringHangup() {
        return run("ignoring-hangup");
    }

    @Override
    public PtyCommand echoLines() {
        return run("echo-lines");
    }

    @Override
    public PtyCommand copy() {
        return run("copy");
    }

    @Override
    public PtyCommand gatedCopy(Path gate) {
        return run("copy", gate.toString());
    }

    @Override
    public PtyCommand gatedExit(Path gate, int code) {
        return run("gated-exit", gate.toString(), Integer.toString(code));
    }

    @Override
    public PtyCommand slowReader() {
        return run("slow-reader");
    }

    @Override
    public PtyCommand reportSizes() {
        return run("report-sizes");
    }

    @Override
    public PtyCommand password() {
        return run("password");
    }

    @Override
    public PtyCommand lateWriter(Path gate) {
        return run("late-writer", gate.toString());
    }

    @Override
    public PtyCommand foregroundJob() {
        return run("foreground-job");
    }

    @Override
    public PtyCommand leaderAndOther() {
        return run("leader-and-other");
    }

    @Override
    public PtyCommand tree(boolean leaderStays) {
        return run("tree", Boolean.toString(leaderStays));
    }

    private static Inquiry<String> inquiry(String name, String... arguments) {
        return new Inquiry<>(run(name, arguments), output -> new String(output, StandardCharsets.UTF_8).strip());
    }

    private interface Reading<T> {
        T of(String output);
    }

    private static <T> Inquiry<T> inquiry(String name, Reading<T> reading) {
        Inquiry<String> text = inquiry(name);
        return new Inquiry<>(text.command(), output -> reading.of(text.answer().from(output)));
    }

    @Override
    public PtyCommand detaching() {
        return run("detaching");
    }

    @Override
    public void end(long pid) {
        FakeKernel kernel = fake.kernel();
        kernel.doLocked(() -> {
            kernel.task(pid).ifPresent(task -> task.end(kernel.statusOfDeathBy(PtySignal.KILL)));
        });
    }

    @Override
    public Inquiry<SessionPlace> standing() {
        return inquiry("standing", text -> {
            long[] ids = Arrays.stream(text.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new SessionPlace(ids[0], ids[1], ids[2], ids[3], true);
        });
    }

    @Override
    public Inquiry<List<String>> strayDescriptors() {
        throw new ProgramNotAvailableException("a fake's programs are lambdas, which have no descriptors");
    }

    @Override
    public Inquiry<TerminalSize> size() {
        return inquiry("size", text -> numbers(text, false));
    }

    @Override
    public Inquiry<TerminalSize> pixels() {
        return inquiry("size", text -> numbers(text, true));
    }

    private static TerminalSize numbers(String text, boolean pixels) {
        int[] n = Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        return pixels ? new TerminalSize(n[0], n[1], n[2], n[3]) : TerminalSize.of(n[0], n[1]);
    }

    @Override
    public Inquiry<List<String>> arguments(List<String> arguments) {
        return new Inquiry<>(run("arguments").withArguments(arguments), FakeInquiries::strings);
    }

    @Override
    public Inquiry<String> argv0(String name) {
        return new Inquiry<>(
                run("argv0").withArgv0(name),
                output -> FakeInquiries.strings(output).get(0));
    }

    @Override
    public Inquiry<Map<String, String>> environment() {
        return new Inquiry<>(run("environment"), output -> {
            Map<String, String> variables = new LinkedHashMap<>();
            List<String> strings = FakeInquiries.strings(output);
            for (int i = 0; i < strings.size(); i += 2) {
                variables.put(strings.get(i), strings.get(i + 1));
            }
            return variables;
        });
    }

    @Override
    public Inquiry<Path> directory() {
        return new Inquiry<>(
                run("directory"),
                output -> Path.of(FakeInquiries.strings(output).get(0)).toRealPath());
    }

    @Override
    public Inquiry<Dispositions> dispositions() {
        return inquiry("dispositions", text -> new Dispositions(0, Long.parseLong(text)));
    }

    /** Where the fake's PATH leads: every directory of this system's. */
    @Override
    public PtyCommand byBareName() {
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            fake.program(entry + "/rmux-fake-program", process -> 0);
        }
        return PtyCommand.of("rmux-fake-program");
    }

    @Override
    public Inquiry<TerminalModes> modes() {
        return inquiry("modes", FakeInquiries::modes);
    }

    @Override
    public String install(Path directory, String name) {
        fake.program(directory.resolve(name).toString(), process -> installedCode());
        return name;
    }

    @Override
    public List<Unstartable> unstartable(Path scratch) {
        Path missing = scratch.resolve("missing");
        Path notExecutable = scratch.resolve("not-executable");
        Path badFormat = scratch.resolve("bad-format");
        Path directory = scratch.resolve("directory");
        fake.files().unusable(notExecutable, "is not executable", "EACCES");
        fake.files().unusable(badFormat, "is no program for this system", "ENOEXEC");
        fake.files().unusable(directory, "is a directory", "EACCES");
        String huge = String.join("", Collections.nCopies(300_000, "sixteen letters "));
        return List.of(
                unstartable("a missing program", missing),
                new Unstartable(
                        "a name that is nowhere on PATH",
                        PtyCommand.of("rmux-no-such-program"),
                        "rmux-no-such-program"),
                unstartable("a file that is not executable", notExecutable),
                unstartable("a file of a bad format", badFormat),
                unstartable("a directory", directory),
                new Unstartable("too large an argument list", print(huge), "print"));
    }

    private static Unstartable unstartable(String situation, Path file) {
        return new Unstartable(situation, PtyCommand.of(file.toString()), file.toString());
    }

    /** By a process that neither leads the terminal's session nor is a child of the JVM. */
    @Override
    public void writeByName(String terminal, String text) throws IOException {
        FakeKernel kernel = fake.kernel();
        FakeTerminal opened = kernel.terminal(terminal)
                .orElseThrow(() -> new PtyException("open(" + terminal + ")", FakeErrors.of("ENOENT")));
        Task writer = kernel.newTask(null, true, opened);
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            new FakeProcess(
                            kernel,
                            writer,
                            new FakeStart(
                                    process -> 0,
                                    "write",
                                    List.of(),
                                    Map.of(),
                                    Path.of("").toAbsolutePath(),
                                    FakeUsers.OWN))
                    .output()
                    .write(bytes);
        } finally {
            kernel.killTree(writer);
            kernel.doLocked(writer::reap);
        }
    }

    @Override
    public Inquiry<ProgramIdentity> identity() {
        return new Inquiry<>(run("identity"), output -> {
            String[] words =
                    new String(output, StandardCharsets.US_ASCII).strip().split(" ", -1);
            Set<Long> groups = Arrays.stream(words).skip(2).map(Long::parseLong).collect(Collectors.toSet());
            return new ProgramIdentity(Long.parseLong(words[0]), Long.parseLong(words[1]), groups);
        });
    }

    @Override
    public List<OtherUser> otherUsers() {
        return FakeUsers.others();
    }

    @Override
    public boolean isRunning(long pid) {
        return fake.kernel().isRunning(pid);
    }

    @Override
    public Bystander bystander(long pid) {
        FakeKernel kernel = fake.kernel();
        FakeTerminal terminal = new FakeTerminal(kernel, TerminalSize.DEFAULT, true);
        Task stranger = kernel.newTask(pid, terminal);
        return new Bystander() {
            @Override
            public boolean isRunning() {
                return kernel.locked(stranger::isRunning);
            }

            @Override
            public void close() {
                kernel.killTree(stranger);
                kernel.doLocked(stranger::reap);
            }
        };
    }

    @Override
    public Bystander tracer(long pid, Duration held) {
        FakeKernel kernel = fake.kernel();
        return new FakeTracer(kernel, kernel.task(pid).orElseThrow(), held);
    }

    @Override
    public void collectElsewhere(long pid) {
        fake.kernel().doLocked(() -> fake.kernel().task(pid).ifPresent(Task::loseStatus));
    }

    @Override
    public boolean areProcesses() {
        return false;
    }

    @Override
    public Resources resources() {
        return fake.resources();
    }

    @Override
    public DescriptorLimit scarcity() {
        return free -> {
            fake.kernel().leaveDescriptors(free);
            return () -> fake.kernel().leaveDescriptors(-1);
        };
    }

    @Override
    public List<String> launch(Hostility hostility, List<String> command) {
        return command;
    }
}
