// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.transcript;

/** Text that nobody has consumed yet. When it becomes too much, the oldest part is dropped. */
public final class UnreadText {

    private final int limit;
    private final StringBuilder text = new StringBuilder();

    /**
     * No text.
     *
     * @param limit the most characters that are kept for certain
     */
    public UnreadText(int limit) {
        this.limit = limit;
    }

    /**
     * Adds text.
     *
     * @param added the text
     */
    public void add(String added) {
        text.append(added);
        if (text.length() > 2 * limit) { // rarely, as it moves all that is kept
            text.delete(0, text.length() - limit);
        }
    }

    /**
     * What has not been consumed.
     *
     * @return a view
     */
    public CharSequence view() {
        return text;
    }

    /**
     * Consumes text.
     *
     * @param end how many characters
     * @return them
     */
    public String consume(int end) {
        String result = text.substring(0, end);
        text.delete(0, end);
        return result;
    }
}
