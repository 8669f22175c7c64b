// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The key that detaches: that of dtach unless another one is given. */
final class DetachKey {

    private static final char DEFAULT = '\\' & 0x1F;
    private static final int CONTROL = 0x1F;

    @Option(
            names = "--detach-key",
            paramLabel = "^X",
            converter = Converter.class,
            description = "The key that detaches; ^\\ unless given. It is not passed on to the program.")
    private char key = DEFAULT;

    /** Reads ^X. */
    static final class Converter implements ITypeConverter<Character> {
        @Override
        public Character convert(String text) {
            if (text.length() != 2 || text.charAt(0) != '^' || text.charAt(1) < '?' || text.charAt(1) > '~') {
                throw new TypeConversionException(
                        "not a control key: \"" + text + "\"; expected ^ and a letter, as in ^A");
            }
            return (char) (Character.toUpperCase(text.charAt(1)) & CONTROL);
        }
    }

    /** Where it was pressed, or -1. */
    int indexIn(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
