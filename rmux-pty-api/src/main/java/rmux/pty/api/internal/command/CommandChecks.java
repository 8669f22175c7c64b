// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.command;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import rmux.pty.api.internal.events.Printable;

/** Refuses strings that no operating system could pass on, before anything is allocated (rule SPAWN-10). */
public final class CommandChecks {

    private CommandChecks() {}

    /** Checks a program's path or name. */
    public static String program(String program) {
        noNul("program", program);
        if (program.isEmpty()) {
            throw new IllegalArgumentException("the program must not be empty");
        }
        return program;
    }

    /** Checks arguments and copies them. */
    public static List<String> arguments(List<String> arguments) {
        Objects.requireNonNull(arguments, "the arguments must not be null");
        List<String> copy = new ArrayList<>(arguments);
        for (int i = 0; i < copy.size(); i++) {
            noNul("argument " + (i + 1), copy.get(i));
        }
        return List.copyOf(copy);
    }

    /** Checks a working directory, which is not looked up yet. */
    public static Path directory(Path directory) {
        noNul("directory", directory.toString());
        if (!directory.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException(
                    "the directory must be of the default file system, where programs run, but was "
                            + directory.toUri());
        }
        return directory;
    }

    /** Checks the text of a working directory, which means something only to the backend. */
    public static String directory(String directory) {
        noNul("directory", directory);
        if (directory.isEmpty()) {
            throw new IllegalArgumentException("the directory must not be empty");
        }
        return directory;
    }

    /** Checks the name or number of a user or group, which means something only to the backend. */
    public static String account(String what, String name) {
        noNul(what, name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " must not be empty");
        }
        return name;
    }

    /** Checks a variable's name. */
    public static String variableName(String name) {
        noNul("environment variable name", name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the environment variable name must not be empty");
        }
        if (name.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "the environment variable name must not contain '=': " + Printable.quoted(name));
        }
        return name;
    }

    /** Checks any string; {@code what} names it in the message. */
    public static String noNul(String what, String value) {
        Objects.requireNonNull(value, () -> "the " + what + " must not be null");
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the " + what + " must not contain a NUL character: " + Printable.quoted(value));
        }
        return value;
    }

    /** A command as one would type it, for messages. */
    public static String display(String program, List<String> arguments) {
        StringBuilder text = new StringBuilder(displayWord(program));
        for (String argument : arguments) {
            text.append(' ').append(displayWord(argument));
        }
        return Printable.text(text.toString());
    }

    private static String displayWord(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\'');
        return plain ? word : Printable.quoted(word);
    }
}
