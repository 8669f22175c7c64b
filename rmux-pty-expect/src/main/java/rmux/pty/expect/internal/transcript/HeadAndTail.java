// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.transcript;

import java.nio.charset.StandardCharsets;

/**
 * Keeps the beginning and the end of a text within a budget of bytes (UTF-8), and counts what is dropped between. The cuts are at
 * the ends of lines where there are any, and never within a character.
 */
public final class HeadAndTail {

    private final byte[] head;
    private final byte[] ring;
    private int headSize;
    private long tailTotal;

    /**
     * Nothing yet.
     *
     * @param budget the most bytes that are kept, half of them for the beginning
     */
    public HeadAndTail(int budget) {
        head = new byte[budget / 2];
        ring = new byte[budget - head.length];
    }

    /**
     * Adds text.
     *
     * @param text the text
     */
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int toHead = Math.min(bytes.length, head.length - headSize);
        System.arraycopy(bytes, 0, head, headSize, toHead);
        headSize += toHead;
        // Of a long text only the last part can stay.
        int from = Math.max(toHead, bytes.length - ring.length);
        tailTotal += from - toHead;
        for (int i = from; i < bytes.length; i++) {
            ring[(int) (tailTotal++ % ring.length)] = bytes[i];
        }
    }

    /**
     * What was kept.
     *
     * @return the text
     */
    public Kept kept() {
        int tailSize = (int) Math.min(tailTotal, ring.length);
        byte[] tail = new byte[tailSize];
        for (int i = 0; i < tailSize; i++) {
            tail[i] = ring[(int) ((tailTotal - tailSize + i) % ring.length)];
        }
        if (tailTotal <= ring.length) {
            byte[] all = new byte[headSize + tailSize];
            System.arraycopy(head, 0, all, 0, headSize);
            System.arraycopy(tail, 0, all, headSize, tailSize);
            return new Kept(text(all, 0, all.length), "", 0);
        }
        int headEnd = endOfHead();
        int tailStart = startOfTail(tail);
        long dropped = headSize - headEnd + tailTotal - tailSize + tailStart;
        return new Kept(text(head, 0, headEnd), text(tail, tailStart, tailSize), dropped);
    }

    private int endOfHead() {
        for (int end = headSize; end > 0; end--) {
            if (head[end - 1] == '\n') {
                return end;
            }
        }
        int end = headSize;
        int back = 0;
        while (end > 0 && back < 4 && isContinuation(head[end - 1])) {
            end--;
            back++;
        }
        return end > 0 && head[end - 1] < 0 && !isComplete(end - 1) ? end - 1 : headSize;
    }

    private boolean isComplete(int start) {
        int lead = head[start] & 0xff;
        int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        return start + length <= headSize;
    }

    private static int startOfTail(byte[] tail) {
        for (int start = 0; start < tail.length - 1; start++) {
            if (tail[start] == '\n') {
                return start + 1;
            }
        }
        int start = 0;
        while (start < tail.length && isContinuation(tail[start])) {
            start++;
        }
        return start;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xc0) == 0x80;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /**
     * What was kept of a text.
     *
     * @param head the beginning, or everything
     * @param tail the end, if something was dropped
     * @param dropped how many bytes were dropped between
     */
    public record Kept(String head, String tail, long dropped) {}
}
