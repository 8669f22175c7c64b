// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The speeds in {@code struct termios}: codes among the control flags, and two words at the end, which have the same codes, or
 * from glibc 2.42 on the speeds themselves.
 */
final class TermiosSpeeds {

    private static final int CONTROL = 8;
    private static final int INPUT_WORD = 52;
    private static final int OUTPUT_WORD = 56;
    private static final int CODE = 0x100F;
    private static final int INPUT_SHIFT = 16;
    private static final int EXTENDED = 0x1000;

    private static final int[] ORDINARY = {
        0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19_200, 38_400
    };
    private static final int[] FAST = {
        57_600, 115_200, 230_400, 460_800, 500_000, 576_000, 921_600, 1_000_000, 1_152_000, 1_500_000, 2_000_000,
        2_500_000, 3_000_000, 3_500_000, 4_000_000
    };

    private static final TreeMap<Integer, Integer> CODE_OF = new TreeMap<>();
    private static final Map<Integer, Integer> SPEED_OF = new TreeMap<>();

    static {
        for (int i = 0; i < ORDINARY.length; i++) {
            add(i, ORDINARY[i]);
        }
        for (int i = 0; i < FAST.length; i++) {
            add(EXTENDED + 1 + i, FAST[i]);
        }
    }

    private TermiosSpeeds() {}

    private static void add(int code, int speed) {
        CODE_OF.put(speed, code);
        SPEED_OF.put(code, speed);
    }

    static int output(ByteBuffer structure) {
        return SPEED_OF.getOrDefault(structure.getInt(CONTROL) & CODE, 0);
    }

    /** A code of 0 stands for the speed of the output. */
    static int input(ByteBuffer structure) {
        int code = (structure.getInt(CONTROL) >>> INPUT_SHIFT) & CODE;
        return code == 0 ? output(structure) : SPEED_OF.getOrDefault(code, 0);
    }

    /** Sets the speeds, or the next lower ones that have codes; nothing is touched if they are as they were. */
    static void write(ByteBuffer structure, int input, int output) {
        if (input == input(structure) && output == output(structure)) {
            return;
        }
        int flags = structure.getInt(CONTROL);
        boolean codesInWords = structure.getInt(OUTPUT_WORD) == (flags & CODE);
        Map.Entry<Integer, Integer> in = CODE_OF.floorEntry(input);
        Map.Entry<Integer, Integer> out = CODE_OF.floorEntry(output);
        int inputCode = in.equals(out) ? 0 : in.getValue();
        int others = flags & ~(CODE | (CODE << INPUT_SHIFT));
        structure.putInt(CONTROL, others | out.getValue() | (inputCode << INPUT_SHIFT));
        structure.putInt(INPUT_WORD, codesInWords ? in.getValue() : in.getKey());
        structure.putInt(OUTPUT_WORD, codesInWords ? out.getValue() : out.getKey());
    }
}
