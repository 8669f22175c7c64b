// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Errno;

/**
 * The shell that macOS ships as {@code /bin/dash}.
 *
 * <p>Not {@code /bin/sh}, which may be zsh there, and that opens every redirection with O_NOCTTY. No variable is used, because
 * each could be one of the program's. The redirection of {@code exec} closes the report in the program, while the shell keeps a
 * copy that is close-on-exec for itself (redir.c): so the end of the report says that the program runs, or that nothing does.
 */
final class DashTrampoline implements Trampoline {

    static final String PATH = "/bin/dash";

    // The second line takes the terminal: open(2) without O_NOCTTY by a session leader. The third one
    // proves that, and on macOS keeps the terminal open until the leader exits (tty_tty.c, cttyopen). Then
    // comes the limit of open files, which is never raised: a JVM has raised its own as far as it goes. What
    // the shell has set itself is unset.
    private static final String SCRIPT = """
            trap 'echo terminal $? >&3' EXIT
            exec <>"$0" >&0 2>&"$1"
            : </dev/tty
            trap 'echo environment $? >&3' EXIT
            [ "$2" = 0 ] || ulimit -S -n "$2" 2>/dev/null || :
            shift 2
            unset PWD OLDPWD
            while [ "$1" != -- ]; do export "$1"; shift; done
            shift
            trap 'echo program $? >&3' EXIT
            echo ready >&3
            exec "$@" 3>&- 4>&-
            """;

    /** What dash ends with if the program is not there. Other failures are all 126 (exec.c, shellexec). */
    private static final int NOT_FOUND = 127;

    private final String path;
    private final long openFiles;
    private final SpawnFailures failures;

    /** The shell of a path, which lowers the limit of open files to a number that is not 0. */
    DashTrampoline(String path, long openFiles, SpawnFailures failures) {
        this.path = path;
        this.openFiles = openFiles;
        this.failures = failures;
    }

    /**
     * Whether the shell can start this program: its name is not to differ from its path, and every variable has a name that a
     * shell takes. OPTIND must be a number in dash.
     */
    static boolean fits(SpawnMemory request) {
        return !request.hasOwnName() && request.environment().stream().allMatch(DashTrampoline::isAccepted);
    }

    private static boolean isAccepted(byte[] variable) {
        int length = 0;
        while (variable[length] != '=') {
            byte letter = variable[length];
            boolean first = letter == '_' || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
            boolean digit = letter >= '0' && letter <= '9';
            if (!first && (length == 0 || !digit)) {
                return false;
            }
            length++;
        }
        return length > 0 && !new String(variable, 0, length, StandardCharsets.US_ASCII).equals("OPTIND");
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<byte[]> arguments(SpawnMemory request) {
        List<byte[]> all = new ArrayList<>();
        for (Object fixed : List.of(
                "dash",
                "-c",
                SCRIPT,
                request.terminal(),
                request.hasErrorDescriptor() ? StatusPipe.ERROR_NUMBER : 0,
                openFiles)) {
            all.add(NativeStrings.encode(fixed.toString()));
        }
        all.addAll(request.environment());
        all.add(NativeStrings.encode("--"));
        all.add(withDirectory(request.program()).bytes());
        all.addAll(request.arguments().subList(1, request.arguments().size()));
        return all;
    }

    /** A path that begins with a letter, which no version of {@code exec} takes for an option. */
    private static SystemPath withDirectory(SystemPath program) {
        return SystemPath.of(NativeStrings.encode(".")).resolve(program.bytes());
    }

    @Override
    public PtySpawnException explain(SpawnMemory request, int number) {
        return number == NOT_FOUND
                ? failures.explain(request, Errno.ENOENT.asResult())
                : new PtySpawnException(
                        Stage.CREATE_PROCESS,
                        "exec",
                        request.program() + " cannot be executed; " + path + " ended with status " + number
                                + ", which does not tell why");
    }
}
