// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/**
 * The test program {@code ptyprobe.exe}, which {@code scripts/build-windows-test-programs} makes.
 *
 * <p>Facts with long lines go through a file, for a screen would wrap them.
 */
public final class WindowsPrograms implements ConformancePrograms {

    private static final int USAGE_CODE = 2;

    /** What ptyprobe.exe ends with when it has no standard output, as under Wine without the prefix. */
    private static final int NO_OUTPUT_CODE = 3;

    private static final List<Integer> EXIT_CODES =
            List.of(0, 1, 255, 256, 259, 65_536, Integer.MAX_VALUE, -1, 0xC000_0005);

    private final Path probe;
    private final List<String> prefix;

    /**
     * The test programs in a directory.
     *
     * @param directory where {@code ptyprobe.exe} is
     * @param prefix a program that starts the rest of its command line, such as the path of {@code stdshim.exe} under Wine;
     *     empty on Windows itself
     */
    public WindowsPrograms(Path directory, List<String> prefix) {
        this.probe = directory.resolve("ptyprobe.exe").toAbsolutePath();
        this.prefix = List.copyOf(prefix);
    }

    private PtyCommand run(String... arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(probe.toString());
        words.addAll(Arrays.asList(arguments));
        return PtyCommand.of(words.get(0), words.subList(1, words.size()));
    }

    private static ProgramNotAvailableException unavailable(String what) {
        return new ProgramNotAvailableException(what);
    }

    @Override
    public PtyCommand print(String text) {
        return run("print", text);
    }

    @Override
    public PtyCommand exit(int code) {
        return run("exit", Long.toString(Integer.toUnsignedLong(code)));
    }

    /** Codes of 32 bits, among them the one that stands for a program that still runs (STILL_ACTIVE, 259). */
    @Override
    public List<Integer> exitCodes() {
        return EXIT_CODES;
    }

    @Override
    public Flood flood(long bytes) {
        return PatternedLines.flood(bytes, total -> run("flood", Long.toString(total)));
    }

    @Override
    public PtyCommand waiting() {
        return run("ctrl-c-wait");
    }

    @Override
    public PtyCommand ignoringHangup() {
        return run("ignore-close");
    }

    @Override
    public PtyCommand echoLines() {
        return run("echo");
    }

    @Override
    public PtyCommand copy() {
        return run("raw-copy");
    }

    @Override
    public PtyCommand gatedCopy(Path gate) {
        return run("raw-copy", gate.toString());
    }

    @Override
    public PtyCommand slowReader() {
        throw unavailable("a console takes what is typed whether or not the program reads it");
    }

    @Override
    public PtyCommand floodThenCount(long bytes) {
        return run("flood-then-count", Long.toString(bytes));
    }

    @Override
    public PtyCommand reportSizes() {
        return run("size-loop");
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
        throw unavailable("a console has no foreground job");
    }

    @Override
    public PtyCommand leaderAndOther() {
        throw unavailable("a console has no process groups");
    }

    @Override
    public PtyCommand tree(boolean leaderStays) {
        return run(leaderStays ? "tree" : "tree-orphan", "3");
    }

    private static Path report() {
        try {
            return Files.createTempFile("rmux-conformance", ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Inquiry<List<String>> factsThroughFile(String... arguments) {
        Path file = report();
        List<String> words = new ArrayList<>(List.of("--output", file.toString()));
        words.addAll(Arrays.asList(arguments));
        return throughFile(file, run(words.toArray(String[]::new)));
    }

    private static Inquiry<List<String>> throughFile(Path file, PtyCommand command) {
        return new Inquiry<>(command, output -> {
            try {
                return Files.readAllLines(file, StandardCharsets.UTF_8);
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }

    private interface Reading<T> {
        T of(List<String> lines);
    }

    private static <T> Inquiry<T> read(Inquiry<List<String>> facts, Reading<T> reading) {
        return new Inquiry<>(
                facts.command(), output -> reading.of(facts.answer().from(output)));
    }

    @Override
    public Inquiry<SessionPlace> standing() {
        throw unavailable("a console has no sessions and process groups");
    }

    @Override
    public Inquiry<List<String>> strayDescriptors() {
        return read(
                factsThroughFile("handles"),
                lines -> lines.stream()
                        .filter(line -> line.startsWith("std") && !line.endsWith(" console"))
                        .toList());
    }

    @Override
    public Inquiry<TerminalSize> size() {
        return read(factsThroughFile("size"), lines -> TerminalSize.parse(lines.get(0)));
    }

    @Override
    public Inquiry<TerminalSize> pixels() {
        throw unavailable("a console has no size in pixels");
    }

    @Override
    public Inquiry<List<String>> arguments(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("args"));
        words.addAll(arguments);
        int own = 4; // the program's name, --output, its file, args
        return read(
                factsThroughFile(words.toArray(String[]::new)),
                lines -> lines.stream()
                        .filter(line -> line.startsWith("crt "))
                        .skip(own)
                        .map(line -> text(line.split(" ", 3)[2]))
                        .toList());
    }

    @Override
    public Inquiry<String> argv0(String name) {
        // Without the prefix, whose name it would be: what goes through a file needs no standard streams.
        Path file = report();
        PtyCommand alone = PtyCommand.of(probe.toString(), "--output", file.toString(), "args");
        return read(
                throughFile(file, alone.withArgv0(name)),
                lines -> lines.stream()
                        .filter(line -> line.startsWith("crt 0 "))
                        .map(line -> text(line.split(" ", 3)[2]))
                        .findFirst()
                        .orElse("no argv[0]"));
    }

    /** UTF-16 units, four hexadecimal digits each. */
    private static String text(String units) {
        String digits = units.replaceAll("\\s+", "");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 4 <= digits.length(); i += 4) {
            text.append((char) Integer.parseInt(digits.substring(i, i + 4), 16));
        }
        return text.toString();
    }

    @Override
    public Inquiry<Map<String, String>> environment() {
        return read(factsThroughFile("env-all"), lines -> {
            Map<String, String> variables = new LinkedHashMap<>();
            for (String line : lines) {
                String entry = text(line);
                int equals = entry.indexOf('=', 1);
                if (equals > 0 && !isAlwaysThere(entry.substring(0, equals))) {
                    variables.put(entry.substring(0, equals), entry.substring(equals + 1));
                }
            }
            return variables;
        });
    }

    /** The system's loader adds these to an environment that lacks them, and a shell the current directory of each drive. */
    private static boolean isAlwaysThere(String name) {
        return name.startsWith("=")
                || name.equalsIgnoreCase("SystemRoot")
                || name.equalsIgnoreCase("SystemDrive")
                || name.startsWith("WINE");
    }

    @Override
    public Inquiry<Path> directory() {
        return read(factsThroughFile("cwd"), lines -> Path.of(lines.get(0)));
    }

    @Override
    public Inquiry<Dispositions> dispositions() {
        throw unavailable("Windows has no signal dispositions");
    }

    @Override
    public Inquiry<TerminalModes> modes() {
        throw unavailable("a console has other modes");
    }

    @Override
    public String install(Path directory, String name) throws IOException {
        Files.copy(probe, directory.resolve(name + ".exe"));
        return name + ".exe";
    }

    @Override
    public int installedCode() {
        return prefix.isEmpty() ? USAGE_CODE : NO_OUTPUT_CODE;
    }

    @Override
    public List<Unstartable> unstartable(Path scratch) throws IOException {
        Path missing = scratch.resolve("missing.exe");
        Path badFormat = Files.writeString(scratch.resolve("bad-format.exe"), "no program");
        Path directory = Files.createDirectory(scratch.resolve("directory.exe"));
        String huge = "x".repeat(40_000);
        return List.of(
                new Unstartable("a missing program", PtyCommand.of(missing.toString()), missing.toString()),
                new Unstartable(
                        "a name that is nowhere on PATH",
                        PtyCommand.of("rmux-no-such-program"),
                        "rmux-no-such-program"),
                new Unstartable("a file of a bad format", PtyCommand.of(badFormat.toString()), badFormat.toString()),
                new Unstartable("a directory", PtyCommand.of(directory.toString()), directory.toString()),
                new Unstartable("too large an argument list", PtyCommand.of(probe.toString(), huge), probe.toString()));
    }

    @Override
    public void writeByName(String terminal, String text) {
        throw unavailable("a pseudo console has no name");
    }

    @Override
    public boolean isRunning(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public boolean areProcesses() {
        return true;
    }

    @Override
    public Resources resources() {
        return new Resources(
                Map.of("children", ProcessHandle.current().children().count()));
    }

    @Override
    public DescriptorLimit scarcity() {
        throw unavailable("Windows has no table of handles that a program could fill");
    }

    @Override
    public List<String> launch(Hostility hostility, List<String> command) {
        if (hostility != Hostility.NONE) {
            throw unavailable("Windows has nothing like " + hostility);
        }
        return command;
    }
}
