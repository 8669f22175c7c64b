// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/** The tools of a POSIX system: sh, stty, cat, od, seq, and {@code /proc} of Linux. */
public final class PosixPrograms implements ConformancePrograms {

    private static final String SHELL = "/bin/sh";
    private static final String RAW = "stty raw -echo; ";
    private static final String READY = "echo READY; ";

    /** Longer than any test takes; a program that nobody ends is gone after that. */
    private static final String SLEEP = "sleep 300";

    private static final String WAIT = "exec " + SLEEP;

    /**
     * Waits even if hang-ups are ignored, but not for a JVM that is gone; on another machine, where the JVM's number says
     * nothing, for a limited time.
     */
    private static final String WAIT_FOR_JVM =
            "{ jvm=" + ProcessHandle.current().pid()
                    + "; if kill -0 $jvm 2>/dev/null; then while kill -0 $jvm 2>/dev/null; do sleep 1; done; else "
                    + SLEEP + "; fi; }";

    // How a background process tells the shell that started it that it is prepared.
    private static final String HEAR = "trap 'word=heard' USR1; ";
    private static final String TELL_PARENT = "kill -USR1 $PPID; ";
    private static final String AWAIT_WORD = "while [ -z \"$word\" ]; do sleep 0.02; done; ";

    private final PosixInquiries inquiries = new PosixInquiries();

    /** The tools of this system. */
    public PosixPrograms() {}

    static PtyCommand shell(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-c", script, "sh"));
        words.addAll(Arrays.asList(arguments));
        return PtyCommand.of(SHELL, words);
    }

    @Override
    public PtyCommand print(String text) {
        return PtyCommand.of("/bin/echo", text);
    }

    @Override
    public PtyCommand printApart(String output, String error) {
        return shell("echo \"$1\"; echo \"$2\" >&2", output, error);
    }

    @Override
    public PtyCommand exit(int code) {
        return shell("exit " + code);
    }

    @Override
    public Flood flood(long bytes) {
        return CountedLines.flood(bytes, last -> shell(RAW + "exec seq " + CountedLines.FIRST + " " + last));
    }

    @Override
    public Flood reopening(long bytes) {
        String reopen = "t=$(tty); echo BEFORE; exec 0<&- 1>&- 2>&-; sleep 0.3; exec 0<>$t 1>&0 2>&0; ";
        return CountedLines.flood(
                bytes, last -> shell(RAW + reopen + "seq " + CountedLines.FIRST + " " + last + "; exit 7"));
    }

    @Override
    public PtyCommand waiting() {
        return shell(READY + WAIT);
    }

    @Override
    public PtyCommand ignoringHangup() {
        return shell("trap '' HUP; " + READY + WAIT_FOR_JVM);
    }

    @Override
    public PtyCommand echoLines() {
        return shell(READY + "while read -r line && [ \"$line\" != quit ]; do echo \"echo: $line\"; done");
    }

    @Override
    public PtyCommand copy() {
        return shell(RAW + READY + "exec cat");
    }

    @Override
    public PtyCommand gatedCopy(Path gate) {
        return shell(RAW + READY + awaitGate(gate) + "exec cat");
    }

    /** Ends the program if the gate's directory is gone: the test is over. */
    private static String awaitGate(Path gate) {
        return "while [ ! -e '" + gate + "' ]; do [ -d '" + gate.getParent() + "' ] || exit 1; sleep 0.05; done; ";
    }

    @Override
    public PtyCommand gatedExit(Path gate, int code) {
        return shell(READY + awaitGate(gate) + "echo gate opened; exit " + code);
    }

    @Override
    public PtyCommand slowReader() {
        return shell(RAW + READY + "while dd bs=4096 count=1 of=/dev/null 2>/dev/null; do sleep 0.1; done");
    }

    /** The shell waits for a background process, for that wait a trap interrupts in every shell. */
    @Override
    public PtyCommand reportSizes() {
        String size = "set -- $(stty size); echo ${2}x${1}";
        return shell("trap '" + size + "' WINCH; " + SLEEP + " & " + size + "; while :; do wait $!; done");
    }

    @Override
    public PtyCommand password() {
        return shell("stty -echo; printf 'Password: '; read -r secret; stty echo; echo; "
                + "echo \"got ${#secret} characters\"; read -r line");
    }

    @Override
    public PtyCommand lateWriter(Path gate) {
        return shell("trap '' HUP; (" + awaitGate(gate) + "echo LATE) & echo EARLY");
    }

    /** Job control ({@code set -m}) puts each command into a process group of its own, and this one to the front. */
    @Override
    public PtyCommand foregroundJob() {
        String job = "trap \"echo job interrupted; exit 0\" INT; echo job $$; echo READY; " + SLEEP + " & wait";
        return shell("set -m; trap 'echo shell interrupted' INT; sh -c '" + job + "'; echo shell goes on; " + WAIT);
    }

    @Override
    public PtyCommand leaderAndOther() {
        String other = "sh -c 'trap \"echo other signaled\" TERM; " + TELL_PARENT + SLEEP + " & wait; wait' & ";
        return shell("trap 'echo leader signaled; exit 0' TERM; " + HEAR + other + AWAIT_WORD + READY + SLEEP
                + " & wait $!; wait");
    }

    @Override
    public PtyCommand tree(boolean leaderStays) {
        String ignorant = "sh -c 'trap \"\" HUP INT TERM; echo pid $$; " + WAIT_FOR_JVM + " & echo pid $!; "
                + TELL_PARENT + "wait' & ";
        return shell("set -m; " + HEAR + SLEEP + " & echo pid $!; " + ignorant + AWAIT_WORD + READY
                + (leaderStays ? "wait" : "exit 0"));
    }

    @Override
    public PtyCommand detaching() {
        String member = "sh -c 'trap \"\" HUP; " + TELL_PARENT + WAIT_FOR_JVM + "' >/dev/null 2>&1 & echo pid $!; ";
        return shell(HEAR + "nohup " + member + AWAIT_WORD + "word=; setsid " + member + AWAIT_WORD + READY + SLEEP
                + " & wait");
    }

    @Override
    public Inquiry<SessionPlace> standing() {
        return inquiries.standing();
    }

    @Override
    public Inquiry<List<String>> strayDescriptors() {
        return inquiries.strayDescriptors();
    }

    @Override
    public Inquiry<TerminalSize> size() {
        return inquiries.size();
    }

    @Override
    public Inquiry<TerminalSize> pixels() {
        return inquiries.pixels();
    }

    @Override
    public Inquiry<List<String>> arguments(List<String> arguments) {
        return inquiries.arguments(arguments);
    }

    @Override
    public Inquiry<String> argv0(String name) {
        return inquiries.argv0(name);
    }

    @Override
    public Inquiry<Map<String, String>> environment() {
        return inquiries.environment();
    }

    @Override
    public Inquiry<Path> directory() {
        return inquiries.directory();
    }

    @Override
    public Inquiry<Dispositions> dispositions() {
        return inquiries.dispositions();
    }

    @Override
    public Inquiry<ProgramIdentity> identity() {
        return PosixUsers.identity();
    }

    @Override
    public List<OtherUser> otherUsers() throws IOException {
        return PosixUsers.others();
    }

    @Override
    public Inquiry<Long> openFileLimit() {
        return inquiries.openFileLimit();
    }

    @Override
    public PtyCommand byBareName() {
        return PtyCommand.of("true");
    }

    @Override
    public Inquiry<TerminalModes> modes() {
        return inquiries.modes();
    }

    @Override
    public String install(Path directory, String name) throws IOException {
        executable(directory.resolve(name), "#!/bin/sh\nexit 42\n");
        return name;
    }

    private static Path executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    @Override
    public List<Unstartable> unstartable(Path scratch) throws IOException {
        Path missing = scratch.resolve("missing");
        Path notExecutable = Files.writeString(scratch.resolve("not-executable"), "#!/bin/sh\n");
        Path badFormat = executable(scratch.resolve("bad-format"), "\u0001\u0002 no program\n");
        Path badInterpreter = executable(scratch.resolve("bad-interpreter"), "#!/nowhere/interpreter\n");
        Path directory = Files.createDirectory(scratch.resolve("directory"));
        String huge = String.join("", Collections.nCopies(300_000, "sixteen letters "));
        return List.of(
                unstartable("a missing program", missing),
                new Unstartable(
                        "a name that is nowhere on PATH",
                        PtyCommand.of("rmux-no-such-program"),
                        "rmux-no-such-program"),
                unstartable("a file that is not executable", notExecutable),
                unstartable("a file of a bad format", badFormat),
                unstartable("a script whose interpreter is missing", badInterpreter),
                unstartable("a directory", directory),
                new Unstartable("too large an argument list", PtyCommand.of("/bin/echo", huge), "/bin/echo"));
    }

    private static Unstartable unstartable(String situation, Path file) {
        return new Unstartable(situation, PtyCommand.of(file.toString()), file.toString());
    }

    @Override
    public void writeByName(String terminal, String text) throws IOException {
        Process process = new ProcessBuilder(SHELL, "-c", "printf %s \"$2\" > \"$1\"", "sh", terminal, text)
                .redirectErrorStream(true)
                .start();
        String complaint = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!complaint.isEmpty()) {
            throw new IOException(complaint);
        }
    }

    @Override
    public boolean isRunning(long pid) {
        return LinuxProcesses.isRunning(pid);
    }

    @Override
    public Bystander bystander(long pid) throws IOException {
        return RecycledNumber.start(pid, List.of("setsid", "sleep", "300"));
    }

    @Override
    public Bystander tracer(long pid, Duration held) throws IOException {
        return Tracer.attach(pid, held);
    }

    @Override
    public void collectElsewhere(long pid) {
        LinuxProcesses.collectByTheJdk(pid);
    }

    @Override
    public boolean areProcesses() {
        return true;
    }

    @Override
    public Resources resources() {
        return LinuxProcesses.resources();
    }

    @Override
    public DescriptorLimit scarcity() {
        return LinuxProcesses::fillDescriptorTable;
    }

    @Override
    public List<String> launch(Hostility hostility, List<String> command) {
        if (hostility == Hostility.PROCESS_ONE) {
            return LinuxProcesses.asProcessOne(command);
        }
        if (hostility == Hostility.UNDECODABLE_PATH
                && !StandardCharsets.US_ASCII.newEncoder().canEncode(String.join("", command))) {
            throw new ProgramNotAvailableException("in the C locale a JVM finds no classes by a name beyond ASCII");
        }
        String preparation = switch (hostility) {
            case NONE, PROCESS_ONE -> "";
            case IGNORED_SIGNALS -> "trap '' HUP INT QUIT PIPE CHLD; ";
            case FEW_DESCRIPTORS -> "ulimit -n 300; ";
            case LOW_FILE_LIMIT -> "ulimit -Sn " + lowFileLimit() + "; ";
            case UNDECODABLE_PATH -> "PATH=/opt/jos$(printf '\\303\\251')/bin:$PATH LC_ALL=C; export PATH LC_ALL; ";
        };
        // A shell that stays shows what the limit was before the JVM raised its own: the system keeps no record.
        String start = hostility == Hostility.LOW_FILE_LIMIT ? "\"$@\"; exit $?" : "exec \"$@\"";
        List<String> launched = new ArrayList<>(List.of(SHELL, "-c", preparation + start, "sh"));
        launched.addAll(command);
        return launched;
    }
}
