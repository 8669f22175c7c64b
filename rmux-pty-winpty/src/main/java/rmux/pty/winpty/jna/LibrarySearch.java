// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.jna;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rmux.pty.windows.jna.LibraryFile;
import rmux.pty.windows.jna.Machine;

/**
 * Where winpty.dll is: where the application says, by a system property or a variable, or in a directory of the application
 * itself. Only absolute paths count: whoever can write to the current directory or to one on PATH shall not choose our code.
 *
 * <p>What the application says is not passed over when it is wrong; the directories are tried in turn.
 */
public final class LibrarySearch {

    /** The absolute path of the library. */
    public static final String PROPERTY = "rmux.pty.winpty.library";

    /** The same, asked when the property is not set. */
    public static final String VARIABLE = "RMUX_PTY_WINPTY_LIBRARY";

    /** The name of the library. */
    public static final String LIBRARY = "winpty.dll";

    /** winpty looks for it beside its own file, and nowhere else. */
    private static final String AGENT = "winpty-agent.exe";

    /** What jpackage sets: the program that the user started. */
    private static final String LAUNCHER_PROPERTY = "jpackage.app-path";

    private static final String REMEDY =
            "put winpty.dll and winpty-agent.exe (winpty 0.4.3 or later, for the JVM's processor) into one directory, and name"
                    + " the DLL with its absolute path by the system property " + PROPERTY + " or the variable "
                    + VARIABLE;

    /**
     * What came of the search.
     *
     * @param library the library, checked; empty when none can be used
     * @param reason why none can be used, as a sentence without a full stop; empty when one can
     * @param remedy what to do about it
     */
    public record Result(Optional<Path> library, String reason, String remedy) {}

    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;
    private final List<Path> directories;

    /** A search in the given places; the directories are those of the application. */
    public LibrarySearch(
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment,
            List<Path> directories) {
        this.properties = properties;
        this.environment = environment;
        this.directories = List.copyOf(directories);
    }

    /** A search in the places of this JVM. */
    public static LibrarySearch ofThisJvm() {
        return new LibrarySearch(System::getProperty, System::getenv, directories(System::getProperty, ownLocation()));
    }

    /** A 64-bit Windows runs 32-bit agents too. */
    private static LibraryFile check(Machine jvm) {
        return new LibraryFile(jvm, AGENT, Set.of(jvm, Machine.X86));
    }

    /** Looks, for a JVM of a 64-bit architecture by its {@code os.arch}; loads nothing. */
    public Result find(String architecture) {
        LibraryFile check = check(Machine.ofJvm(architecture));
        @Nullable String property = properties.apply(PROPERTY);
        if (property != null) {
            return chosen(check, "the system property " + PROPERTY, property);
        }
        @Nullable String variable = environment.apply(VARIABLE);
        if (variable != null) {
            return chosen(check, "the variable " + VARIABLE, variable);
        }
        return beside(check);
    }

    /** Checks the library that a command names. */
    public static Result named(String architecture, Path library) {
        return check(Machine.ofJvm(architecture))
                .problem(library)
                .map(problem -> new Result(
                        Optional.empty(), "the command's option names " + library + ", which " + problem, REMEDY))
                .orElseGet(() -> new Result(Optional.of(library), "", ""));
    }

    private static Result chosen(LibraryFile check, String by, String value) {
        Path path;
        try {
            path = Path.of(value);
        } catch (InvalidPathException e) {
            return new Result(Optional.empty(), by + " names no path: " + e.getMessage(), REMEDY);
        }
        return check.problem(path)
                .map(problem -> new Result(Optional.empty(), by + " names " + path + ", which " + problem, REMEDY))
                .orElseGet(() -> new Result(Optional.of(path), "", ""));
    }

    private Result beside(LibraryFile check) {
        List<String> problems = new ArrayList<>();
        for (Path directory : directories) {
            Path candidate = directory.resolve(LIBRARY);
            Optional<String> problem = check.problem(candidate);
            if (problem.isEmpty()) {
                return new Result(Optional.of(candidate), "", "");
            }
            problems.add("; " + candidate + " " + problem.get());
        }
        return new Result(
                Optional.empty(),
                "there is no winpty.dll for this JVM: the system property " + PROPERTY + " and the variable " + VARIABLE
                        + " are not set" + String.join("", problems),
                REMEDY);
    }

    /** The directories of the launcher that jpackage made, of our own jar, and of the runtime's programs. */
    static List<Path> directories(Function<String, @Nullable String> properties, Optional<URL> location) {
        List<Path> found = new ArrayList<>();
        path(properties.apply(LAUNCHER_PROPERTY)).map(Path::getParent).ifPresent(found::add);
        location.flatMap(LibrarySearch::jar).map(Path::getParent).ifPresent(found::add);
        path(properties.apply("java.home")).map(home -> home.resolve("bin")).ifPresent(found::add);
        return found.stream().filter(Path::isAbsolute).distinct().toList();
    }

    private static Optional<Path> path(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Path::of);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** Classes of a jlinked image, or in a directory of a build, have no jar. */
    private static Optional<Path> jar(URL location) {
        try {
            return Optional.of(Path.of(location.toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException noFile) {
            return Optional.empty();
        }
    }

    private static Optional<URL> ownLocation() {
        return Optional.ofNullable(LibrarySearch.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation);
    }
}
