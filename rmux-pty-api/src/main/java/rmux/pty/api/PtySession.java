// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A program running on a terminal of its own: the terminal's {@link #master()} and the {@link #child()}.
 *
 * <p>Close it when done, best by try-with-resources: that hangs the program up and releases everything. A session whose
 * output was read to the end and whose program has exited has already released its descriptors. A session that becomes
 * unreachable without being closed is closed by the library, with a logged warning.
 *
 * <p>All methods are safe for use by several threads.
 */
public interface PtySession extends AutoCloseable {

    /**
     * The name of the backend that made this session.
     *
     * @return the name, as in {@link PtyProviders#named}
     */
    String provider();

    /**
     * Our side of the terminal.
     *
     * @return the master, the same object each time
     */
    PtyMaster master();

    /**
     * The program.
     *
     * @return the child, the same object each time
     */
    PtyChild child();

    /**
     * What the program writes to its standard error, if the command set that apart with {@link PtyCommand#withSeparateError}.
     *
     * <p>Reads block until there are bytes, and throw a {@link java.nio.channels.AsynchronousCloseException} when the session is
     * closed meanwhile. The end comes when the program has exited and all that it wrote was read. Closing the stream closes nothing.
     *
     * @return the stream, the same object each time
     * @throws IllegalStateException if standard error is the terminal
     */
    InputStream errorStream();

    /**
     * Writes text to the program's input. Short for {@link PtyMaster#write(String)}.
     *
     * @param text the text
     * @throws IOException as that method throws it
     */
    default void write(String text) throws IOException {
        master().write(text);
    }

    /**
     * Returns the program's output as text. Short for {@link PtyMaster#reader}.
     *
     * @param charset the encoding of the output
     * @return a new reader
     */
    default Reader reader(Charset charset) {
        return master().reader(charset);
    }

    /**
     * Passes the program's output to a consumer until it ends. Short for {@link PtyMaster#onOutput}.
     *
     * @param consumer receives the output
     * @return a future that completes at the end of output
     */
    default CompletableFuture<Void> onOutput(Consumer<? super ByteBuffer> consumer) {
        return master().onOutput(consumer);
    }

    /**
     * Changes the size of the terminal. Short for {@link PtyMaster#resize}.
     *
     * @param size the new size
     * @throws IOException as that method throws it
     */
    default void resize(TerminalSize size) throws IOException {
        master().resize(size);
    }

    /**
     * Waits for the program to exit. Short for {@link PtyChild#waitFor()}.
     *
     * @return how it ended
     * @throws InterruptedException if the thread is interrupted
     */
    default ExitStatus waitFor() throws InterruptedException {
        return child().waitFor();
    }

    /**
     * Returns a future of the program's exit. Short for {@link PtyChild#onExit}.
     *
     * @return the future
     */
    default CompletableFuture<ExitStatus> onExit() {
        return child().onExit();
    }

    /**
     * Returns whether the program is running: whether its exit has not been noticed yet.
     *
     * @return true until {@link PtyChild#exitStatus} has a value
     */
    default boolean isAlive() {
        return child().exitStatus().isEmpty();
    }

    /**
     * This session as a {@link Process}, for code that knows only those. Its input stream is the terminal's output, its error
     * stream is {@link #errorStream}, or empty where standard error is the terminal, {@code destroy()} is {@link PtySignal#TERMINATE} to the leader and {@code
     * destroyForcibly()} ends the whole tree.
     *
     * @return the process, the same object each time; ending its streams does not close the session
     */
    Process toProcess();

    /**
     * The program's console input, for programs that read key and mouse records rather than text.
     *
     * @return the console input
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#CONSOLE_INPUT_RECORDS}
     */
    ConsoleInput consoleInput();

    /**
     * Hangs the program up, ends it and what {@link PtyCommand#withClosing} says, and releases everything: descriptors,
     * handles, memory.
     *
     * <p>Blocked readers and writers end with {@link java.nio.channels.AsynchronousCloseException}. Whatever is still running
     * when the {@linkplain PtyCommand#hangupGrace grace period} has elapsed is killed. When this method returns, all of that
     * has happened; a JVM that exits right afterwards leaves nothing behind. It blocks for as long as programs use the grace
     * period, plus the time that the system takes to end killed ones. Closing again does nothing, but waits for a close in
     * progress. An interrupt does not shorten the wait; the interrupt status is kept.
     *
     * @throws PtyException if the system refused a part of it; everything else was released anyway
     */
    @Override
    void close() throws PtyException;

    /**
     * Closes the session as {@link #close} does, without blocking. Many sessions closed this way share one grace period and
     * one thread. If that thread cannot be started, the session is closed before this method returns.
     *
     * @return a future that completes when everything that {@link #close} promises has happened, or fails with the {@link
     *     PtyException} that {@link #close} would throw; canceling it does not stop the closing
     */
    CompletableFuture<Void> closeAsync();
}
