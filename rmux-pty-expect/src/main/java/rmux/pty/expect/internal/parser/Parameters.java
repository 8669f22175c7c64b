// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.parser;

/**
 * The numbers of a control sequence. Those after a colon are sub-parameters of the number before them, as in {@code 38:2::R:G:B};
 * ISO 8613-6 has them for colors.
 */
public final class Parameters {

    /** The most parameters that are kept, and the most sub-parameters of all together. Further ones are dropped. */
    static final int MOST = 32;

    /** The value of a sub-parameter that was left out. */
    public static final int ABSENT = -1;

    /** Larger numbers count as this one: no screen is that large, and sums do not overflow. */
    private static final int LARGEST = 999_999;

    private final int[] values = new int[MOST];
    private final int[] subs = new int[MOST];
    private final int[] firstSub = new int[MOST + 1];
    private int size;
    private int subSize;
    private boolean inSub;
    private boolean full;

    /** Starts over with a single parameter, which has not been given. */
    void clear() {
        size = 0;
        subSize = 0;
        full = false;
        next();
    }

    /** A semicolon. */
    void next() {
        inSub = false;
        full = size == MOST;
        if (!full) {
            firstSub[size] = subSize;
            values[size++] = 0;
            firstSub[size] = subSize;
        }
    }

    /** A colon. */
    void nextSub() {
        inSub = true;
        full = full || subSize == MOST;
        if (!full) {
            subs[subSize++] = ABSENT;
            firstSub[size] = subSize;
        }
    }

    /** A digit. */
    void digit(int digit) {
        if (full) {
            return;
        }
        if (inSub) {
            subs[subSize - 1] = append(Math.max(subs[subSize - 1], 0), digit);
        } else {
            values[size - 1] = append(values[size - 1], digit);
        }
    }

    private static int append(int number, int digit) {
        return Math.min(number * 10 + digit, LARGEST);
    }

    /**
     * The number of parameters, sub-parameters not counted.
     *
     * @return at least 1
     */
    public int size() {
        return size;
    }

    /**
     * A parameter.
     *
     * @param index which one, from 0
     * @return its value; 0 if it was left out or there are not so many
     */
    public int get(int index) {
        return index < size ? values[index] : 0;
    }

    /**
     * A parameter that means 1 when it is 0 or was left out, as most counts do.
     *
     * @param index which one, from 0
     * @return its value, at least 1
     */
    public int count(int index) {
        return Math.max(get(index), 1);
    }

    /**
     * The number of sub-parameters of a parameter.
     *
     * @param index which parameter, from 0
     * @return 0 if it has none
     */
    public int subCount(int index) {
        return index < size ? firstSub[index + 1] - firstSub[index] : 0;
    }

    /**
     * A sub-parameter.
     *
     * @param index which parameter, from 0
     * @param sub which of its sub-parameters, from 0
     * @return its value, or {@link #ABSENT} if it was left out or there are not so many
     */
    public int sub(int index, int sub) {
        return sub < subCount(index) ? subs[firstSub[index] + sub] : ABSENT;
    }
}
