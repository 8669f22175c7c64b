// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.platform;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Linux: codes among the control flags, and two words at the end, which have the same codes, or from glibc 2.42 on the speeds
 * themselves.
 */
final class CodedSpeeds implements TermiosSpeeds {

    private static final int CONTROL = 8;
    private static final int INPUT_WORD = 52;
    private static final int OUTPUT_WORD = 56;
    private static final int INPUT_SHIFT = 16;

    private static final int[] ORDINARY = {
        0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19_200, 38_400
    };
    private static final int[] FAST = {
        57_600, 115_200, 230_400, 460_800, 500_000, 576_000, 921_600, 1_000_000, 1_152_000, 1_500_000, 2_000_000,
        2_500_000, 3_000_000, 3_500_000, 4_000_000
    };

    private final int mask;
    private final TreeMap<Integer, Integer> codeOf = new TreeMap<>();
    private final Map<Integer, Integer> speedOf = new TreeMap<>();

    /** Codes within {@code mask}; the fast ones begin at {@code firstFast}. */
    CodedSpeeds(int mask, int firstFast) {
        this.mask = mask;
        for (int i = 0; i < ORDINARY.length; i++) {
            add(i, ORDINARY[i]);
        }
        for (int i = 0; i < FAST.length; i++) {
            add(firstFast + i, FAST[i]);
        }
    }

    private void add(int code, int speed) {
        codeOf.put(speed, code);
        speedOf.put(code, speed);
    }

    @Override
    public int output(ByteBuffer structure) {
        return speedOf.getOrDefault(structure.getInt(CONTROL) & mask, 0);
    }

    /** A code of 0 stands for the speed of the output. */
    @Override
    public int input(ByteBuffer structure) {
        int code = (structure.getInt(CONTROL) >>> INPUT_SHIFT) & mask;
        return code == 0 ? output(structure) : speedOf.getOrDefault(code, 0);
    }

    @Override
    public void write(ByteBuffer structure, int input, int output) {
        if (input == input(structure) && output == output(structure)) {
            return;
        }
        int flags = structure.getInt(CONTROL);
        boolean codesInWords = structure.getInt(OUTPUT_WORD) == (flags & mask);
        Map.Entry<Integer, Integer> in = codeOf.floorEntry(input);
        Map.Entry<Integer, Integer> out = codeOf.floorEntry(output);
        int inputCode = in.equals(out) ? 0 : in.getValue();
        int others = flags & ~(mask | (mask << INPUT_SHIFT));
        structure.putInt(CONTROL, others | out.getValue() | (inputCode << INPUT_SHIFT));
        structure.putInt(INPUT_WORD, codesInWords ? in.getValue() : in.getKey());
        structure.putInt(OUTPUT_WORD, codesInWords ? out.getValue() : out.getKey());
    }

    @Override
    public Map<String, Integer> offsets() {
        return Map.of("c_ispeed", INPUT_WORD, "c_ospeed", OUTPUT_WORD);
    }

    @Override
    public Map<String, Long> codes() {
        Map<String, Long> codes = new HashMap<>();
        codeOf.forEach((speed, code) -> codes.put("B" + speed, (long) code));
        return codes;
    }
}
