// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.grid;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The lines that have been scrolled out at the top, up to a number. */
public final class History {

    private final int capacity;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    /**
     * An empty history.
     *
     * @param capacity the most lines it keeps
     */
    public History(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The lines.
     *
     * @return the oldest first; a view
     */
    public Iterable<Line> lines() {
        return lines;
    }

    /**
     * How many lines there are.
     *
     * @return the number
     */
    public int size() {
        return lines.size();
    }

    /** Adds a line; returns one that was pushed out, to be used again. */
    @Nullable
    Line push(Line line) {
        if (capacity == 0) {
            return line;
        }
        Line oldest = lines.size() == capacity ? lines.pollFirst() : null;
        lines.addLast(line);
        return oldest;
    }

    /** Takes the newest line back. */
    @Nullable
    Line pop() {
        return lines.pollLast();
    }

    void clear() {
        lines.clear();
    }
}
