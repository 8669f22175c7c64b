// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A client, as a program sees it. */
interface ClientSink {

    /**
     * Sends output; blocks until the connection has taken it.
     *
     * @throws IOException if the client has gone
     */
    void output(ByteBuffer bytes) throws IOException;

    /** Sends preferences of the page, as JSON. */
    void preferences(String json) throws IOException;

    /** Disconnects the client, because what it watches has ended. */
    void ended(String how);
}
