// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Chooses a terminal type that the programs of this machine have a description of (rule SPAWN-14).
 *
 * <p>A program that finds no description refuses to draw: {@code vim} warns and {@code less} complains. Searches where {@code
 * terminfo(5)} does, in both layouts of the database: by first letter ({@code x/xterm}) and by its code ({@code 78/xterm}).
 */
final class Terminfo {

    private static final List<String> SYSTEM_DIRECTORIES = List.of(
            "/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo", "/usr/local/share/terminfo");

    /** What to fall back to, the most capable first. */
    private static final List<String> COMMON = List.of("xterm-256color", "xterm", "vt220", "vt100", "ansi");

    private final List<File> databases = new ArrayList<>();
    private boolean unreadable;

    /**
     * The databases that a program finds with its environment.
     *
     * @param variable gives the value of a variable of the program, empty when it is not set
     * @param systemDirectories where the system keeps its descriptions
     */
    Terminfo(UnaryOperator<String> variable, List<String> systemDirectories) {
        add(variable.apply("TERMINFO"));
        String home = variable.apply("HOME");
        if (!home.isEmpty()) {
            addIfDirectory(new File(home, ".terminfo"));
        }
        for (String directory : variable.apply("TERMINFO_DIRS").split(":", -1)) {
            add(directory);
        }
        systemDirectories.forEach(directory -> addIfDirectory(new File(directory)));
    }

    /** The databases of this machine. */
    static Terminfo ofThisMachine(UnaryOperator<String> variable) {
        return new Terminfo(variable, SYSTEM_DIRECTORIES);
    }

    /** A description in the variable itself, or a database in one file, is not examined: any type may be in it. */
    private void add(String place) {
        if (!place.isEmpty()) {
            unreadable |= place.startsWith("hex:") || place.startsWith("b64:") || new File(place).isFile();
            addIfDirectory(new File(place));
        }
    }

    private void addIfDirectory(File directory) {
        if (directory.isDirectory()) {
            databases.add(directory);
        }
    }

    /** The wanted type if it is described, or if that cannot be known; otherwise a common one that is described. */
    String existing(String wanted) {
        if (databases.isEmpty() || unreadable || describes(wanted)) {
            return wanted;
        }
        return COMMON.stream().filter(this::describes).findFirst().orElse(wanted);
    }

    private boolean describes(String type) {
        if (type.isEmpty() || type.indexOf('/') >= 0) {
            return false;
        }
        String letter = type.substring(0, 1);
        String code = String.format(Locale.ROOT, "%02x", (int) type.charAt(0));
        return databases.stream()
                .anyMatch(directory -> Stream.of(letter, code)
                        .anyMatch(folder -> new File(new File(directory, folder), type).isFile()));
    }
}
