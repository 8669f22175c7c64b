// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.transcript;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A mark that a shell puts into its output: OSC 133 (FinalTerm, and most terminals since), OSC 633 (Visual Studio Code).
 *
 * @param kind {@code A} before the prompt, {@code B} after it, {@code C} before the output of a command, {@code D} after it,
 *     {@code E} the command line (633 only)
 * @param arguments what follows
 */
public record CommandMark(char kind, List<String> arguments) {

    private static final String KINDS = "ABCDE";

    /**
     * Reads a mark.
     *
     * @param text the text of an operating system command
     * @return the mark, if it is one
     */
    public static Optional<CommandMark> parse(String text) {
        if (!text.startsWith("133;") && !text.startsWith("633;")) {
            return Optional.empty();
        }
        List<String> parts = List.of(text.substring(4).split(";", -1));
        String kind = parts.get(0);
        if (kind.length() != 1 || KINDS.indexOf(kind.charAt(0)) < 0) {
            return Optional.empty();
        }
        return Optional.of(new CommandMark(kind.charAt(0), parts.subList(1, parts.size())));
    }

    /**
     * The exit code that the mark after a command tells.
     *
     * @return the code, if there is one
     */
    public OptionalInt exitCode() {
        if (kind == 'D' && !arguments.isEmpty()) {
            try {
                return OptionalInt.of(Integer.parseInt(arguments.get(0)));
            } catch (NumberFormatException e) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The command line, in which the shell has written backslashes and semicolons as {@code \xAB}.
     *
     * @return the command line, if this mark has it
     */
    public Optional<String> commandLine() {
        if (kind != 'E' || arguments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(unescape(arguments.get(0)));
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("\\x", at) && at + 4 <= text.length()) {
                int high = Character.digit(text.charAt(at + 2), 16);
                int low = Character.digit(text.charAt(at + 3), 16);
                if (high >= 0 && low >= 0) {
                    result.append((char) (high * 16 + low));
                    at += 4;
                    continue;
                }
            } else if (text.startsWith("\\\\", at)) {
                at++;
            }
            result.append(text.charAt(at++));
        }
        return result.toString();
    }
}
