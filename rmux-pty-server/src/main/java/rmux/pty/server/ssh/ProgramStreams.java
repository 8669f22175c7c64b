// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/** How a program's input and output reach a client. */
interface ProgramStreams extends AutoCloseable {

    /** The command to start. */
    PtyCommand command();

    /**
     * Carries input and output until the output ends; blocks until then.
     *
     * @throws IOException if the client has gone, or the system reports an error
     */
    void carry(PtySession session, InputStream input, OutputStream output, OutputStream errors)
            throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
