// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a viewer's output goes. Called in a thread of the hub that belongs to this viewer, and may block there. */
public interface ViewerSink {

    /**
     * Shows output, which begins with what paints the screen as it is. While this blocks, neither the program nor other viewers
     * are held up; if it blocks for long, the next output paints the screen anew.
     *
     * @param output the bytes, which belong to the receiver
     * @throws IOException if the viewer has gone; it is detached then
     */
    void output(ByteBuffer output) throws IOException;

    /**
     * There will be no more output: the program has ended, or the viewer was detached.
     *
     * @param reason why, as a sentence fragment such as {@code exit code 0}
     */
    void ended(String reason);
}
