// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A process that traces another one (ptrace(2), PTRACE_SEIZE) and is slow to collect its exit, as a debugger at its prompt is. */
final class Tracer implements Bystander {

    private static final Path PERL = Path.of("/usr/bin/perl");

    /** PTRACE_SEIZE is 0x4206; __WALL, without which waitpid(2) leaves out what a tracer did not start, is 0x40000000. */
    private static final String SCRIPT = """
            my ($number, $pid, $held) = @ARGV;
            syscall($number, 0x4206, $pid + 0, 0, 0) == 0 or die "ptrace: $!\n";
            $| = 1; print "attached\n";
            my $state = "";
            while ($state !~ /^[ZX]/) {
                select(undef, undef, undef, 0.02);
                open(my $stat, "<", "/proc/$pid/stat") or last;
                ($state) = <$stat> =~ /.*\\) (.)/;
            }
            select(undef, undef, undef, $held);
            waitpid($pid, 0x40000000);
            """;

    private final Process process;

    private Tracer(Process process) {
        this.process = process;
    }

    static Bystander attach(long pid, Duration held) throws IOException {
        if (!Files.isExecutable(PERL)) {
            throw new ProgramNotAvailableException(PERL + " is not installed");
        }
        Process process = new ProcessBuilder(
                        PERL.toString(),
                        "-e",
                        SCRIPT,
                        Integer.toString(ptraceNumber()),
                        Long.toString(pid),
                        String.format(Locale.ROOT, "%.3f", held.toMillis() / 1e3))
                .redirectErrorStream(true)
                .start();
        String line = process.inputReader().readLine();
        if (!"attached".equals(line)) {
            process.destroyForcibly();
            throw new ProgramNotAvailableException("no process can be traced here: " + line);
        }
        return new Tracer(process);
    }

    /** The number of the system call (Linux: arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h). */
    private static int ptraceNumber() {
        return System.getProperty("os.arch", "").equals("amd64") ? 101 : 117;
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
