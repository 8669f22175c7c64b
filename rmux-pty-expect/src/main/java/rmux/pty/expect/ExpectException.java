// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

/** Thrown when what was awaited did not come. The message shows the screen as it was. */
public final class ExpectException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What it was. */
    private final String screen;

    /**
     * A failure.
     *
     * @param message what was awaited, and why it did not come
     * @param screen the text of the screen
     */
    ExpectException(String message, String screen) {
        super(message + "; the screen:\n" + framed(screen));
        this.screen = screen;
    }

    /**
     * The text of the screen when the wait ended.
     *
     * @return its rows, separated by line feeds
     */
    public String screen() {
        return screen;
    }

    private static String framed(String screen) {
        if (screen.isBlank()) {
            return "| (empty)";
        }
        return "| " + screen.replace("\n", "\n| ");
    }
}
