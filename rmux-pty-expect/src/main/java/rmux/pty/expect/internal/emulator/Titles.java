// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.emulator;

import java.util.ArrayDeque;

/** The title of the window and of its icon, and those that programs have put aside (xterm's window operations 22 and 23). */
public final class Titles {

    /** As many as xterm keeps. */
    private static final int MOST_SAVED = 10;

    private static final int MOST_CHARACTERS = 4096;

    private final ArrayDeque<String> savedTitles = new ArrayDeque<>();
    private final ArrayDeque<String> savedIcons = new ArrayDeque<>();
    private String title = "";
    private String icon = "";

    Titles() {}

    /**
     * The title of the window.
     *
     * @return the title, empty if none was set
     */
    public String title() {
        return title;
    }

    void setTitle(String text) {
        title = cut(text);
    }

    void setIcon(String text) {
        icon = cut(text);
    }

    /** Saves: 0 both, 1 the icon's, 2 the window's. */
    void save(int which) {
        if (which == 0 || which == 2) {
            push(savedTitles, title);
        }
        if (which == 0 || which == 1) {
            push(savedIcons, icon);
        }
    }

    /** Restores: 0 both, 1 the icon's, 2 the window's. */
    void restore(int which) {
        if ((which == 0 || which == 2) && !savedTitles.isEmpty()) {
            title = savedTitles.removeLast();
        }
        if ((which == 0 || which == 1) && !savedIcons.isEmpty()) {
            icon = savedIcons.removeLast();
        }
    }

    private static void push(ArrayDeque<String> saved, String text) {
        saved.addLast(text);
        if (saved.size() > MOST_SAVED) {
            saved.removeFirst();
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS / 2));
    }
}
