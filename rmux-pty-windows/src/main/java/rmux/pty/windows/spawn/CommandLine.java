// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.spawn;

import java.util.List;
import java.util.Optional;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;

/**
 * The one string into which Windows packs the arguments, quoted so that the Microsoft C runtime and {@code
 * CommandLineToArgvW} take it apart again. UTF-16 units are passed on as they are.
 */
public final class CommandLine {

    /** CreateProcessW: 32,767 units with the NUL. */
    private static final int MOST_UNITS = 32_766;

    /** What CreateProcessW itself says of a command line that is too long. */
    private static final int ERROR_FILENAME_EXCED_RANGE = 206;

    private CommandLine() {}

    /** The command line of a command; its program as named, unless the command sets another {@code argv[0]}. */
    public static String of(PtyCommand command) throws PtySpawnException {
        String line = of(
                command.argv0().orElse(command.program()),
                command.arguments(),
                command.option(PtyOptions.VERBATIM_ARGUMENTS));
        if (line.length() > MOST_UNITS) {
            throw new PtySpawnException(
                    Stage.CREATE_PROCESS,
                    "CreateProcessW",
                    command.program() + " cannot be started: its command line has " + line.length()
                            + " UTF-16 units, and Windows allows " + MOST_UNITS,
                    new NativeError(
                            NativeError.Kind.WIN32,
                            ERROR_FILENAME_EXCED_RANGE,
                            "ERROR_FILENAME_EXCED_RANGE",
                            "The filename or extension is too long."));
        }
        return line;
    }

    static String of(String argv0, List<String> arguments, Optional<String> verbatim) throws PtySpawnException {
        StringBuilder line = new StringBuilder(programName(argv0));
        for (String argument : arguments) {
            appendQuoted(line.append(' '), argument);
        }
        verbatim.ifPresent(tail -> line.append(' ').append(tail));
        return line.toString();
    }

    /** The first word has rules of its own: it ends at a blank outside quotes, and nothing escapes a quote in it. */
    private static String programName(String argv0) throws PtySpawnException {
        if (argv0.indexOf('"') >= 0) {
            throw new PtySpawnException(
                    Stage.CREATE_PROCESS,
                    "CreateProcessW",
                    "the first word of a Windows command line cannot contain a quotation mark: " + argv0);
        }
        return needsQuotes(argv0) ? '"' + argv0 + '"' : argv0;
    }

    /** Line breaks and other blanks of Unicode separate nothing, but the C runtime takes them for blanks in some versions. */
    private static boolean needsQuotes(String word) {
        return word.isEmpty() || word.chars().anyMatch(unit -> unit == '"' || Character.isWhitespace(unit));
    }

    /** n backslashes are doubled before a quotation mark, which is then escaped, and before the closing one; else kept. */
    private static void appendQuoted(StringBuilder line, String argument) {
        if (!needsQuotes(argument)) {
            line.append(argument);
            return;
        }
        line.append('"');
        int backslashes = 0;
        for (int i = 0; i < argument.length(); i++) {
            char unit = argument.charAt(i);
            if (unit == '\\') {
                backslashes++;
            } else {
                line.append("\\".repeat(unit == '"' ? 2 * backslashes + 1 : backslashes))
                        .append(unit);
                backslashes = 0;
            }
        }
        line.append("\\".repeat(2 * backslashes)).append('"');
    }
}
