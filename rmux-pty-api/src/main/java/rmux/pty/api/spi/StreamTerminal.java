// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;

/**
 * A terminal with a running program, reached through blocking streams: a connection to another machine, or a library that has a
 * terminal of its own.
 *
 * <p>Six methods; {@link SessionParts#of(StreamTerminal)} makes the parts of a session of them. The library does the rest in
 * threads of its own: it reads ahead at most 64 KiB, takes at most 64 KiB to be written, and then makes the program or the caller wait;
 * it keeps time limits, interrupts, virtual threads and closing as for every backend.
 *
 * <p>Every method may block. Reads of the output, writes to the input, and the other methods are each called by one thread at a
 * time; {@link #close} may be called during all of them and must end them.
 */
public interface StreamTerminal {

    /**
     * Returns what the program writes. Its end is the end of output; an {@link IOException} is a lost connection, and what the
     * application's reads then throw.
     *
     * @return the same stream each time
     */
    InputStream output();

    /**
     * Returns what the program reads. It is flushed after each piece, and not closed.
     *
     * @return the same stream each time
     */
    OutputStream input();

    /**
     * Changes the size of the terminal, and notifies the program. Not called after {@link #exit} has completed.
     *
     * @param size the size
     * @throws IOException if the size could not be changed
     */
    void resize(TerminalSize size) throws IOException;

    /**
     * Sends a signal to the program, or to its foreground job where the transport does that. Not called after {@link #exit} has
     * completed.
     *
     * @param signal one that the backend's capabilities allow: without {@link rmux.pty.api.PtyCapability#POSIX_SIGNALS} only
     *     the {@linkplain PtySignal#isPortable() portable} ones
     * @throws IOException if the signal could not be sent
     */
    void signal(PtySignal signal) throws IOException;

    /**
     * Returns the exit of the program. It completes once the program has ended, with {@link ExitStatus.Unknown} or exceptionally
     * if its status is lost, and in any case once {@link #close} has returned.
     *
     * @return the same stage each time
     */
    CompletionStage<ExitStatus> exit();

    /**
     * Ends the program as a hang-up does, and releases the connection. Called once. May take as long as the program needs: its
     * exit is announced when this returns, and a failure is what closing the session throws.
     *
     * @throws IOException if the program may be left running; everything on this side is released anyway
     */
    void close() throws IOException;
}
