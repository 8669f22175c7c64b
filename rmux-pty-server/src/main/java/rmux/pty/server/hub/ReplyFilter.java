// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes answers to queries out of what a viewer's terminal sends. The program asks once; the hub answers what it can, whether
 * or not somebody watches, and the answers of each viewer's terminal would be typed into the program besides.
 *
 * <p>What the hub cannot answer, such as the colors, is answered by the terminal of the viewer that leads. Not safe for use by
 * several threads.
 */
final class ReplyFilter {

    /** Device attributes, device status, cursor position, and the state of a mode. Shift-F3 looks like a position in row 1. */
    private static final Pattern OF_HUB = Pattern.compile(
            "\\x1b\\[(?:[?>=][0-9;]*c|[03]n|\\??(?!1;(?:[2-9]|1[0-6])R)[0-9]+;[0-9]+(?:;[0-9]+)?R|\\??[0-9]+;[0-9]\\$y)");

    /** Colors, settings and versions, in strings. */
    private static final Pattern OF_LEADER = Pattern.compile("\\x1b(?:\\]|P)[^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)");

    /** A sequence of these that is not complete yet, and is not what a key such as Alt-[ sends. */
    private static final Pattern BEGUN = Pattern.compile(
            "\\x1b(?:\\[[?>=0-9][0-9;]*\\$?|\\][0-9][^\\x07\\x1b]*\\x1b?|P[0-9>!][^\\x07\\x1b]*\\x1b?)\\z");

    private static final int LONGEST = 1024;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** Returns what of the bytes is to be typed. A begun sequence is held back until the next call. */
    ByteBuffer apply(ByteBuffer bytes, boolean leads) {
        byte[] more = new byte[bytes.remaining()];
        bytes.get(more);
        held.writeBytes(more);
        String text = held.toString(StandardCharsets.ISO_8859_1); // a character for each byte
        held.reset();
        if (text.indexOf('\u001b') >= 0) {
            text = OF_HUB.matcher(text).replaceAll("");
            text = leads ? text : OF_LEADER.matcher(text).replaceAll("");
            text = holdBack(text);
        }
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A string that does not end is passed on after all. */
    private String holdBack(String text) {
        Matcher begun = BEGUN.matcher(text);
        if (begun.find() && text.length() - begun.start() <= LONGEST) {
            held.writeBytes(text.substring(begun.start()).getBytes(StandardCharsets.ISO_8859_1));
            return text.substring(0, begun.start());
        }
        return text;
    }
}
