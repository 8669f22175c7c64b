// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Errno;

/**
 * Finds the program (rules SPAWN-08 and SPAWN-15): a bare name on the child's own PATH, a path against the child's directory.
 *
 * <p>Works on bytes, so that an entry of PATH is searched whatever the encoding of the JVM. An empty entry, which a shell
 * takes for the current directory, is skipped: nothing is searched there implicitly.
 */
final class ProgramLookup {

    /** What {@code confstr(_CS_PATH)} says, for a child without PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private final FileAccess files;
    private final SpawnFailures failures;

    ProgramLookup(LibC libC) {
        this.files = new FileAccess(libC);
        this.failures = new SpawnFailures(libC);
    }

    /**
     * The path of the program. One with a directory part is not examined: starting it may still fail.
     *
     * @throws PtySpawnException if a bare name is not found, or only files that are not executable
     */
    SystemPath find(LocalCommand command) throws PtySpawnException {
        String name = command.command().program();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new PtySpawnException(
                    Stage.RESOLVE_PROGRAM,
                    "access",
                    "no file can be named \"" + name + "\", which has half of a surrogate pair in it",
                    Errno.ENOENT.toNativeError());
        }
        byte[] program = NativeStrings.encode(name);
        SystemPath directory =
                SystemPath.of(command.directory().map(NativeStrings::encode).orElseGet(() -> new byte[0]));
        if (name.indexOf('/') >= 0) {
            return directory.resolve(program);
        }
        return search(name, program, path(command.environment()), directory);
    }

    private static byte[] path(Map<String, String> environment) {
        byte[] path = ParentEnvironment.value(environment, "PATH");
        return path == null ? NativeStrings.encode(DEFAULT_PATH) : path;
    }

    private SystemPath search(String name, byte[] program, byte[] path, SystemPath directory) throws PtySpawnException {
        SystemPath notExecutable = null;
        for (byte[] entry : entries(path)) {
            SystemPath candidate = directory.resolve(entry).resolve(program);
            int result = files.execute(candidate);
            if (result >= 0 && !files.isDirectory(candidate)) {
                return candidate;
            }
            boolean found = Errno.EACCES.is(result) && files.exists(candidate) && !files.isDirectory(candidate);
            if (found && notExecutable == null) {
                notExecutable = candidate;
            }
        }
        throw notFound(name, path, notExecutable);
    }

    private static List<byte[]> entries(byte[] path) {
        List<byte[]> entries = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == ':') {
                if (i > start) {
                    entries.add(Arrays.copyOfRange(path, start, i));
                }
                start = i + 1;
            }
        }
        return entries;
    }

    private PtySpawnException notFound(String name, byte[] path, @Nullable SystemPath notExecutable) {
        if (notExecutable != null) {
            return new PtySpawnException(
                    Stage.RESOLVE_PROGRAM,
                    "access",
                    notExecutable + failures.describeNotExecutable(notExecutable),
                    Errno.EACCES.toNativeError());
        }
        return new PtySpawnException(
                Stage.RESOLVE_PROGRAM,
                "access",
                "the program \"" + name + "\" is not on the child's PATH (" + NativeStrings.decode(path) + ")",
                Errno.ENOENT.toNativeError());
    }
}
