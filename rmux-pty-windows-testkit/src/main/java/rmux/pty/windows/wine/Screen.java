// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.wine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rmux.pty.api.PtySession;

/** What a rendered output says: cursor moves to the right are blanks, every other escape sequence is nothing. */
public final class Screen {

    /** Far more than anything takes that happens at all. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern RIGHT = Pattern.compile("\033\\[(\\d*)C");
    private static final Pattern OTHER = Pattern.compile("\033\\[[?0-9;]*[A-Za-z]");

    private final PtySession session;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);

    /** The screen of a session, which nobody else reads. */
    public Screen(PtySession session) {
        this.session = session;
    }

    /** Without what moves the cursor and sets colors. */
    public static String plain(String rendered) {
        String spaced = RIGHT.matcher(rendered)
                .replaceAll(move -> " ".repeat(move.group(1).isEmpty() ? 1 : Integer.parseInt(move.group(1))));
        return OTHER.matcher(spaced).replaceAll("").replace("\r", "");
    }

    private String visible() {
        return plain(output.toString(StandardCharsets.UTF_8));
    }

    /** Reads a piece, which may end within a character; what {@code read} returned. */
    private int more(Duration limit) throws IOException {
        int count = session.master().read(buffer.clear(), limit);
        output.write(buffer.array(), 0, Math.max(0, count));
        return count;
    }

    /** Reads until a pattern is on the screen. */
    public Matcher await(String pattern) throws IOException {
        Pattern compiled = Pattern.compile(pattern);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Matcher matcher = compiled.matcher(visible());
            if (matcher.find()) {
                return matcher;
            }
            if (more(Duration.ofSeconds(1)) < 0 || System.nanoTime() > end) {
                throw new AssertionError("no " + pattern + " in: " + visible());
            }
        }
    }

    /** Reads to the end, which has to come. */
    public String rest() throws IOException {
        int count = more(LIMIT);
        while (count > 0) {
            count = more(LIMIT);
        }
        if (count == 0) {
            throw new AssertionError("the output does not end after: " + visible());
        }
        return visible();
    }
}
