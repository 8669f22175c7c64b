// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** One of {@code --send} and {@code --await}, in the order of the command line. picocli makes it. */
final class Step {

    @Option(
            names = "--send",
            paramLabel = "TEXT",
            required = true,
            converter = TypedText.class,
            description =
                    "Type a text once the steps before are done; \\r is the Enter key, and there are \\n, \\t, \\e,"
                            + " \\\\ and \\xHH. What is typed can be seen in the list of processes: no place for a password.")
    private @Nullable String text;

    @Option(
            names = "--await",
            paramLabel = "PATTERN",
            required = true,
            converter = PatternConverter.class,
            description =
                    "Wait until the output, without escape sequences, has a match of a regular expression behind the"
                            + " last one. Exits with 124 if it does not come within --limit. Your own input follows the last step.")
    private @Nullable Pattern pattern;

    /** Used by picocli. */
    Step() {}

    /** Reads a regular expression of Java; ^ and $ are the ends of lines. */
    static final class PatternConverter implements ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String value) {
            try {
                return Pattern.compile(value, Pattern.MULTILINE);
            } catch (PatternSyntaxException e) {
                throw new TypeConversionException(
                        "not a regular expression: \"" + value + "\": " + e.getDescription() + " at " + e.getIndex());
            }
        }
    }

    /** What is waited for; null if something is typed. */
    @Nullable
    Pattern pattern() {
        return pattern;
    }

    /** What is typed, if nothing is waited for. */
    String text() {
        return Objects.requireNonNull(text);
    }
}
