// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.LocalCommand;

/**
 * Finds the program (rule SPAWN-08): a bare name on the child's own PATH, a path against the child's directory, both with the
 * child's PATHEXT; never in the current directory implicitly, as {@code CreateProcessW} itself would.
 *
 * <p>Only .exe and .com files are started. Windows would hand .cmd and .bat files to cmd.exe with a command line that cmd.exe
 * takes apart by other rules, so that an argument could become a command (CVE-2024-24576).
 */
public final class ProgramLookup {

    private static final Set<String> PROGRAMS = Set.of(".exe", ".com");
    private static final Set<String> SCRIPTS = Set.of(".cmd", ".bat");
    private static final String DEFAULT_PATHEXT = ".COM;.EXE;.BAT;.CMD";
    private static final int ERROR_FILE_NOT_FOUND = 2;

    private final String program;
    private final String directory;
    private final Map<String, String> environment;
    private final Predicate<String> isFile;
    private final List<String> tried = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();

    ProgramLookup(String program, String directory, Map<String, String> environment, Predicate<String> isFile) {
        this.program = program;
        this.directory = directory;
        this.environment = environment;
        this.isFile = isFile;
    }

    /** The absolute path of the program. */
    public static String find(LocalCommand command) throws PtySpawnException {
        String directory =
                command.directory().orElse(Path.of("")).toAbsolutePath().toString();
        return new ProgramLookup(command.command().program(), directory, command.environment(), ProgramLookup::isFile)
                .find();
    }

    /**
     * A file, or an app execution alias (IO_REPARSE_TAG_APPEXECLINK), as which PowerShell and Python from the Store are on PATH:
     * CreateProcessW starts it, but nobody can open it, so that to Java it is a link to nothing.
     */
    static boolean isFile(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file)
                    || isAlias(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (InvalidPathException | IOException none) {
            return false;
        }
    }

    /** A junction is something else too, but in some versions of Java a directory as well. */
    private static boolean isAlias(BasicFileAttributes unfollowed) {
        return unfollowed.isOther() && !unfollowed.isDirectory();
    }

    String find() throws PtySpawnException {
        if (WindowsPath.isDriveRelative(program)) {
            throw new PtySpawnException(
                    Stage.RESOLVE_PROGRAM,
                    "lookup",
                    "the program \"" + program + "\" names a drive without a directory; give the whole path");
        }
        if (!WindowsPath.hasDirectoryPart(program)) {
            return search();
        }
        String path = WindowsPath.resolve(directory, program);
        String found = withExtensions(path);
        if (!found.isEmpty()) {
            return found;
        }
        throw isFile.test(path) && !isScript(path)
                ? new PtySpawnException(
                        Stage.RESOLVE_PROGRAM,
                        "lookup",
                        path + " is not a program: only .exe and .com files can be started")
                : notFound("does not exist");
    }

    private String search() throws PtySpawnException {
        String path = variable("PATH", "");
        for (String entry : path.split(";", -1)) {
            String unquoted = entry.replace("\"", "").strip();
            if (unquoted.isEmpty() || WindowsPath.isDriveRelative(unquoted)) {
                continue;
            }
            String found = withExtensions(WindowsPath.resolve(WindowsPath.resolve(directory, unquoted), program));
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw notFound(
                path.isEmpty()
                        ? "is a bare name, and the child has no PATH"
                        : "is not on the child's PATH (" + path + ")");
    }

    /** The file itself when its name says what it is, else with each extension of PATHEXT; empty when there is none. */
    private String withExtensions(String path) {
        String extension = WindowsPath.extension(path);
        if (PROGRAMS.contains(extension) || SCRIPTS.contains(extension)) {
            if (isProgram(path, extension)) {
                return path;
            }
        }
        for (String appended : variable("PATHEXT", DEFAULT_PATHEXT).split(";", -1)) {
            String candidate = path + appended.strip().toLowerCase(Locale.ROOT);
            if (!appended.isBlank() && isProgram(candidate, appended.strip().toLowerCase(Locale.ROOT))) {
                return candidate;
            }
        }
        return "";
    }

    /** Remembers what was tried, and which scripts there are. */
    private boolean isProgram(String candidate, String extension) {
        if (PROGRAMS.contains(extension)) {
            tried.add(candidate);
            return isFile.test(candidate);
        }
        if (SCRIPTS.contains(extension) && isFile.test(candidate)) {
            scripts.add(candidate);
        }
        return false;
    }

    private static boolean isScript(String path) {
        return SCRIPTS.contains(WindowsPath.extension(path));
    }

    /** A variable of the child, whose names compare without case. */
    private String variable(String name, String otherwise) {
        String value = otherwise;
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                value = entry.getValue();
            }
        }
        return value;
    }

    private PtySpawnException notFound(String why) {
        if (!scripts.isEmpty()) {
            return new PtySpawnException(
                    Stage.RESOLVE_PROGRAM,
                    "lookup",
                    scripts.get(0) + " is a script of cmd.exe, not a program, and is not started implicitly because"
                            + " cmd.exe would take the arguments apart by rules of its own; start \"cmd.exe\" with the"
                            + " arguments /d /c and the script, and quote for cmd.exe what you pass it");
        }
        return new PtySpawnException(
                Stage.RESOLVE_PROGRAM,
                "lookup",
                "the program \"" + program + "\" " + why + "; tried: "
                        + (tried.isEmpty() ? "nothing" : String.join(", ", tried)),
                new NativeError(
                        NativeError.Kind.WIN32,
                        ERROR_FILE_NOT_FOUND,
                        "ERROR_FILE_NOT_FOUND",
                        "The system cannot find the file specified."));
    }
}
