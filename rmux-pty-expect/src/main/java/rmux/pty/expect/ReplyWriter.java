// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import rmux.pty.api.PtyMaster;

/**
 * Writes the terminal's replies to the program without ever waiting for it: the thread that reads its output writes them, and a
 * program that waits for its output to be read does not read its input.
 */
final class ReplyWriter {

    /** More unread replies than this are dropped: nobody is interested in them. */
    private static final int MOST_WAITING = 4096;

    private final PtyMaster master;
    private final StringBuilder waiting = new StringBuilder();

    ReplyWriter(PtyMaster master) {
        this.master = master;
    }

    synchronized void add(String reply) {
        if (waiting.length() + reply.length() <= MOST_WAITING) {
            waiting.append(reply);
        }
        flush();
    }

    /** Tries again to write what could not be written. */
    synchronized void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.ISO_8859_1));
            waiting.delete(0, master.tryWrite(bytes));
        } catch (IOException e) {
            waiting.setLength(0); // the program has ended: there is nobody to answer
        }
    }
}
