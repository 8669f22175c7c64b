// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Words of a command line, written so that a shell reads them byte for byte (rule REM-05). */
public final class ShellWords {

    private static final String PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ./,:;=_-+@%$\"()[]{}<>|&*?";

    private ShellWords() {}

    /**
     * Quotes a word for a POSIX shell.
     *
     * @param word the word, without NUL
     * @return the word in single quotes
     */
    public static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Quotes words for a POSIX shell.
     *
     * @param words the words, without NUL
     * @return the words, each in single quotes, with blanks between them
     */
    public static String quote(List<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /**
     * Writes a command line that runs a script in {@code /bin/sh}, for whatever shell a user logs in with: sh, bash, zsh, fish
     * and csh read it the same. Only letters, digits and a few signs stand for themselves; each other byte of the script is
     * an octal escape of {@code printf %b}.
     *
     * @param script the script, without NUL
     * @return the command line, in ASCII
     */
    @SuppressWarnings("OrphanedFormatString") // the shell's printf, not Java's
    public static String forAnyShell(String script) {
        StringBuilder line = new StringBuilder("exec /bin/sh -c 'eval \"$(printf %b \"$1\")\"' sh '");
        for (byte b : script.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                line.append((char) b);
            } else {
                line.append("\\0").append((char) ('0' + (b >> 6 & 3)));
                line.append((char) ('0' + (b >> 3 & 7))).append((char) ('0' + (b & 7)));
            }
        }
        return line.append('\'').toString();
    }

    /** Letters, digits and signs that no shell treats specially in single quotes. */
    private static boolean isPlain(byte b) {
        return PLAIN.indexOf(b) >= 0;
    }
}
