// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is typed into a POSIX shell so that it runs a command and marks where its output begins and how it ended.
 *
 * <p>A terminal takes lines of limited length, and control characters in them have meanings of their own; so the command is typed in
 * pieces, all in printable ASCII. The mark at the end is part of the prompt: that is written even if the command was interrupted or
 * could not be parsed, and not before the shell reads again.
 */
final class ShellScript {

    /** Linux has 4095 bytes for a line, macOS 1024. */
    private static final int MOST_IN_LINE = 900;

    private final String token;

    ShellScript(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /** Sets up a shell that has just been started. */
    String setUp() {
        return "HISTFILE=; PS2=; PROMPT_COMMAND=; " + "PS1=\"$(printf '\\033]133;D;%s;" + token + "\\007' '$?')\"\r";
    }

    /** Runs a command. The echo is off while this is typed and on when the command begins. */
    List<String> run(String command, int number) {
        List<String> lines = new ArrayList<>();
        lines.add("_rmux=\r");
        StringBuilder piece = new StringBuilder();
        for (byte value : command.getBytes(StandardCharsets.UTF_8)) {
            piece.append(
                    isPlain(value)
                            ? String.valueOf((char) value)
                            : String.format(Locale.ROOT, "\\0%03o", value & 0xff));
            if (piece.length() > MOST_IN_LINE) {
                lines.add("_rmux=$_rmux'" + piece + "'\r");
                piece.setLength(0);
            }
        }
        lines.add("_rmux=$_rmux'" + piece + "'\r");
        // The x keeps line feeds at the end, which the shell would cut.
        lines.add("_rmux=$(printf '%bx' \"$_rmux\"); stty echo 2>/dev/null; printf '\\033]133;C;%s;" + token + ";"
                + number + "\\007' $?; eval \"${_rmux%x}\"\r");
        return lines;
    }

    private static boolean isPlain(byte value) {
        return value >= 0x20 && value < 0x7f && value != '\'' && value != '\\';
    }
}
