// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.util.Locale;

/** The few rules of Windows paths that starting programs needs, on strings, so that they hold on every system. */
public final class WindowsPath {

    private WindowsPath() {}

    static boolean isSeparator(char c) {
        return c == '\\' || c == '/';
    }

    private static boolean hasDrive(String path) {
        return path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
    }

    /** {@code C:\x} or {@code \\server\share\x}. */
    static boolean isAbsolute(String path) {
        return hasDrive(path)
                ? path.length() >= 3 && isSeparator(path.charAt(2))
                : path.length() >= 2 && isSeparator(path.charAt(0)) && isSeparator(path.charAt(1));
    }

    /** {@code C:x}, which depends on a directory per drive that a process keeps. */
    static boolean isDriveRelative(String path) {
        return hasDrive(path) && !isAbsolute(path);
    }

    /** Whether it is more than a name. */
    static boolean hasDirectoryPart(String path) {
        return path.chars().anyMatch(c -> c == ':' || isSeparator((char) c));
    }

    /** A path that is not drive-relative, seen from an absolute directory. */
    static String resolve(String directory, String path) {
        if (isAbsolute(path)) {
            return path;
        }
        if (!path.isEmpty() && isSeparator(path.charAt(0))) {
            return root(directory) + path;
        }
        boolean ends = !directory.isEmpty() && isSeparator(directory.charAt(directory.length() - 1));
        return directory + (ends ? "" : "\\") + path;
    }

    /** {@code C:} or {@code \\server\share} of an absolute path; empty when it has neither. */
    private static String root(String absolute) {
        if (hasDrive(absolute)) {
            return absolute.substring(0, 2);
        }
        int end = 0;
        for (int name = 0; name < 2 && isAbsolute(absolute); name++) {
            while (end < absolute.length() && isSeparator(absolute.charAt(end))) {
                end++;
            }
            while (end < absolute.length() && !isSeparator(absolute.charAt(end))) {
                end++;
            }
        }
        return absolute.substring(0, end);
    }

    /** The last name of a path. */
    public static String fileName(String path) {
        int at = path.length();
        while (at > 0 && !isSeparator(path.charAt(at - 1)) && path.charAt(at - 1) != ':') {
            at--;
        }
        return path.substring(at);
    }

    /** The extension of a path's last name in lower case, with its dot; empty without one. */
    static String extension(String path) {
        String name = fileName(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }
}
