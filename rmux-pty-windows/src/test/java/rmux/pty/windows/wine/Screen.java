// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.wine;

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
    private final StringBuilder output = new StringBuilder();
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);

    /** The screen of a session, which nobody else reads. */
    public Screen(PtySession session) {
        this.session = session;
    }

    /** Without what moves the cursor and sets colours. */
    public static String plain(String rendered) {
        String spaced = RIGHT.matcher(rendered)
                .replaceAll(move -> " ".repeat(move.group(1).isEmpty() ? 1 : Integer.parseInt(move.group(1))));
        return OTHER.matcher(spaced).replaceAll("").replace("\r", "");
    }

    /** Reads until a pattern is on the screen. */
    public Matcher await(String pattern) throws IOException {
        Pattern compiled = Pattern.compile(pattern);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Matcher matcher = compiled.matcher(plain(output.toString()));
            if (matcher.find()) {
                return matcher;
            }
            int count = session.master().read(buffer.clear(), Duration.ofSeconds(1));
            if (count < 0 || System.nanoTime() > end) {
                throw new AssertionError("no " + pattern + " in: " + plain(output.toString()));
            }
            output.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
    }

    /** Reads to the end. */
    public String rest() throws IOException {
        while (session.master().read(buffer.clear(), LIMIT) > 0) {
            output.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
        return plain(output.toString());
    }
}
