// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the value of {@code PWD} (rule SPAWN-14): an absolute path without {@code .} and {@code ..} that keeps symbolic links
 * as they were given, as a shell has it after {@code cd}.
 *
 * <p>Empty where the encoding of this JVM cannot express the path: no {@code PWD} is better than a wrong one, as a program
 * that finds none asks the system.
 */
final class LogicalDirectory {

    private LogicalDirectory() {}

    /** The name of a directory that was asked for. */
    static Optional<String> of(Path given, String parentPwd) {
        Path absolute = current(parentPwd).resolve(given);
        Path plain = absolute.normalize();
        if (!plain.equals(absolute) && !isSame(plain, absolute)) {
            // Behind a link, ".." leads elsewhere than the text says.
            plain = real(absolute);
        }
        return expressible(plain);
    }

    /** The name of this process's own directory. */
    static Optional<String> ofParent(String parentPwd) {
        return expressible(current(parentPwd));
    }

    /** The parent's PWD while it is true, for it may have links in it; otherwise what the system says. */
    private static Path current(String parentPwd) {
        Path actual = Path.of("").toAbsolutePath();
        try {
            Path named = Path.of(parentPwd);
            boolean plain = named.isAbsolute() && named.equals(named.normalize());
            return plain && isSame(named, actual) ? named : actual;
        } catch (InvalidPathException e) {
            return actual;
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path; // the spawn fails, and says why
        }
    }

    private static Optional<String> expressible(Path path) {
        String text = path.toString();
        try {
            return Path.of(text).equals(path) ? Optional.of(text) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
