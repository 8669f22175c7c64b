// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import rmux.pty.api.TerminalSize;

/** What a client is connected to. */
interface ProgramLink {

    /** Passes input on; blocks for as long as the program does not read. */
    void input(ByteBuffer bytes) throws IOException;

    /** The client's window has another size. */
    void resize(TerminalSize size) throws IOException;

    /** The client has more output than it can show, until {@link #resume}. */
    void pause();

    /** The client takes output again. */
    void resume();

    /** The client has gone. */
    void close();

    /** Connects clients. */
    interface Source {

        /** What clients are shown as the title of the page. */
        String title();

        /**
         * Connects a client.
         *
         * @throws IOException with a sentence for the client if it cannot be connected
         */
        ProgramLink connect(FirstMessage first, ClientSink client) throws IOException;

        /** Ends what is to end with the server; blocks until it has. */
        void close();
    }
}
