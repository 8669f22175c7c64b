// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtySpawnException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;

/**
 * {@code perl}, for what a shell cannot do: start a session and take a terminal by {@code ioctl(2)}, as FreeBSD needs; give a
 * program another name; set variables of any name. No module is loaded.
 */
final class PerlTrampoline implements Trampoline {

    // Perl marks what it opens beyond the standard streams as close-on-exec ($^F in perlvar); the report it has to be
    // told.
    private static final String SCRIPT = """
            open(S, ">&=3") or exit(126);
            sub fail { syswrite(S, "$_[0] " . ($! + 0) . "\\n"); exit(126) }
            my ($terminal, $setsid, $control, $setfd, $cloexec, $error, $files, $resource, $get, $set) = splice(@ARGV, 0, 10);
            fcntl(S, $setfd + 0, $cloexec + 0) or fail("terminal");
            !$error || open(E, ">&=$error") && fcntl(E, $setfd + 0, $cloexec + 0) or fail("terminal");
            !$setsid || syscall($setsid + 0) >= 0 or fail("terminal");
            open(T, "+<", $terminal) && (!$control || ioctl(T, $control + 0, 0)) or fail("terminal");
            open(STDIN, "<&", T) && open(STDOUT, ">&", T) && open(STDERR, ">&", $error ? E : T) or fail("terminal");
            open(C, "<", "/dev/tty") or fail("terminal");
            my $limits = pack("Q2", 0, 0);
            if ($files && syscall($get + 0, $resource + 0, $limits) == 0) {
                $limits = pack("Q2", $files, (unpack("Q2", $limits))[1]);
                syscall($set + 0, $resource + 0, $limits);
            }
            %ENV = ();
            while (($_ = shift(@ARGV)) ne "--") { my ($name, $value) = split(/=/, $_, 2); $ENV{$name} = $value }
            my $program = shift(@ARGV);
            syswrite(S, "ready\\n");
            exec({$program} @ARGV) or fail("program");
            """;

    private final String path;
    private final long openFiles;
    private final Platform platform;
    private final SpawnFailures failures;

    /** The perl of a path, which lowers the limit of open files to a number that is not 0. */
    PerlTrampoline(String path, long openFiles, LibC libC, SpawnFailures failures) {
        this.path = path;
        this.openFiles = openFiles;
        this.platform = libC.platform();
        this.failures = failures;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<byte[]> arguments(SpawnMemory request) {
        boolean startsSession = !platform.has(Constant.POSIX_SPAWN_SETSID);
        boolean takesTerminal = !platform.has(Feature.OPEN_TAKES_TERMINAL);
        List<byte[]> all = new ArrayList<>();
        for (Object fixed : List.of(
                "perl",
                "-e",
                SCRIPT,
                request.terminal(),
                startsSession ? platform.number(Constant.SYS_SETSID) : 0,
                takesTerminal ? platform.wide(Constant.TIOCSCTTY) : 0,
                platform.number(Constant.F_SETFD),
                platform.number(Constant.FD_CLOEXEC),
                request.hasErrorDescriptor() ? StatusPipe.ERROR_NUMBER : 0,
                openFiles,
                platform.number(Constant.RLIMIT_NOFILE),
                platform.has(Constant.SYS_GETRLIMIT) ? platform.number(Constant.SYS_GETRLIMIT) : 0,
                platform.has(Constant.SYS_SETRLIMIT) ? platform.number(Constant.SYS_SETRLIMIT) : 0)) {
            all.add(NativeStrings.encode(fixed.toString()));
        }
        all.addAll(request.environment());
        all.add(NativeStrings.encode("--"));
        all.add(request.program().bytes());
        all.addAll(request.arguments());
        return all;
    }

    /** Perl reports {@code errno}. */
    @Override
    public PtySpawnException explain(SpawnMemory request, int number) {
        return failures.explain(request, platform.errors().result(number));
    }
}
