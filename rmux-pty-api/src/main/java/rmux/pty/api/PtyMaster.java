// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Our side of a terminal: what is read is the program's output, what is written is its input.
 *
 * <p>Blocking calls block in the kernel on a platform thread and park on a virtual one. They end early in two ways: {@link
 * #close} from another thread ends them with {@link java.nio.channels.AsynchronousCloseException}; an interrupt ends them
 * with {@link java.io.InterruptedIOException}, the interrupt status kept and the session unharmed. After closing, every call
 * throws {@link java.nio.channels.ClosedChannelException}.
 *
 * <p>Reads are serialized among themselves, so are writes; one reader and one writer work at the same time. Direct buffers
 * are read into and written from without a copy, except those over the memory of an arena ({@code java.lang.foreign}). A buffer
 * of a closed arena, or of another thread's confined arena, is refused with an {@link IllegalStateException}.
 */
public interface PtyMaster extends ByteChannel {

    /**
     * Reads what the program has written; blocks until there is something.
     *
     * @param destination receives at least one byte, unless it has no room; untouched beyond the bytes read
     * @return the number of bytes, or -1 at the end of output (see {@link PtyCommand#keepOutputOpen})
     * @throws IOException if the system reports an error; an end of output is not an error
     */
    @Override
    int read(ByteBuffer destination) throws IOException;

    /**
     * Reads what the program has written; blocks for a limited time.
     *
     * @param destination receives the bytes; untouched beyond the bytes read
     * @param limit how long to wait for the first byte; zero or negative does not wait
     * @return the number of bytes, 0 when the limit passed, or -1 at the end of output
     * @throws IOException if the system reports an error
     */
    int read(ByteBuffer destination, Duration limit) throws IOException;

    /**
     * Reads what the program has written, if anything; never blocks, not even for another reader.
     *
     * @param destination receives the bytes; untouched beyond the bytes read
     * @return the number of bytes, 0 for "not now", or -1 at the end of output
     * @throws IOException if the system reports an error
     */
    int tryRead(ByteBuffer destination) throws IOException;

    /**
     * Writes the whole buffer to the program's input; blocks for as long as the program does not read.
     *
     * @param source the bytes; its position advances as they are accepted, even if the call fails
     * @return the number of bytes, always all that remained
     * @throws PtyException if the program has exited, or the system reports an error
     * @throws IOException if the call was closed or interrupted
     */
    @Override
    int write(ByteBuffer source) throws IOException;

    /**
     * Writes the whole buffer to the program's input; gives up when there is no progress for a time.
     *
     * @param source the bytes; its position advances as they are accepted, even if the call fails
     * @param stallLimit how long to wait for the next byte to be accepted; each progress restarts it
     * @return the number of bytes, always all that remained
     * @throws PtyTimeoutException if no byte was accepted for the limit; carries how many were before; the channel stays usable
     * @throws PtyException if the program has exited, or the system reports an error
     * @throws IOException if the call was closed or interrupted
     */
    int write(ByteBuffer source, Duration stallLimit) throws IOException;

    /**
     * Writes what the terminal takes at once; never blocks, not even for another writer.
     *
     * @param source the bytes; its position advances as they are accepted
     * @return the number of bytes accepted, 0 for "not now"
     * @throws IOException if the system reports an error
     */
    int tryWrite(ByteBuffer source) throws IOException;

    /**
     * Writes text to the program's input, encoded in UTF-8; blocks for as long as the program does not read.
     *
     * <p>The text is written as it is: a line is entered by {@code \r}, which is what the Enter key sends.
     *
     * @param text the text; an unpaired surrogate is written as {@code ?}
     * @throws PtyException if the program has exited, or the system reports an error
     * @throws IOException if the call was interrupted, or the session is closed
     */
    void write(String text) throws IOException;

    /**
     * The program's output, pushed to a subscriber that asks for it.
     *
     * <p>Each element is a new heap buffer, ready to be read, of at least one byte; the subscriber owns it. Demand is
     * back-pressure: nothing is read from the system without it, and a program whose output nobody asks for stops at a full
     * terminal. The end of output completes the subscription, closing the session ends it with a {@link
     * java.nio.channels.ClosedChannelException}. No thread is blocked meanwhile, and the session is kept alive.
     *
     * <p>There is one output, hence one subscriber at a time: another one is refused with an {@link IllegalStateException},
     * and so is a read during a subscription. The subscriber is called in a daemon thread of this library and may block
     * there. A subscriber that throws has canceled its subscription; what it throws is logged.
     *
     * @return a new publisher
     */
    Flow.Publisher<ByteBuffer> publisher();

    /**
     * The program's output, pushed to a subscriber that asks for it, in threads of the caller's choice.
     *
     * <p>The executor may run tasks in the calling thread. If it throws, the subscription ends with {@code onError}, which may
     * then be called in any thread, and the output can be read again.
     *
     * @param executor calls the subscriber
     * @return a publisher, as that of {@link #publisher()}
     */
    Flow.Publisher<ByteBuffer> publisher(Executor executor);

    /**
     * The program's output, pushed to a subscriber that asks for it, with the thread chosen by what the subscriber promises.
     *
     * @param delivery {@link Delivery#AT_ONCE} for a subscriber that never blocks
     * @return a publisher, as that of {@link #publisher()}
     */
    Flow.Publisher<ByteBuffer> publisher(Delivery delivery);

    /**
     * Passes the program's output to a consumer until it ends.
     *
     * <p>The consumer is called in a daemon thread of this library, by one thread at a time, and may block there: nothing is
     * read meanwhile, so a program that writes more stops at a full terminal. Each buffer is new and belongs to the consumer.
     * Reads and other subscriptions are refused until the returned future completes.
     *
     * @param consumer receives the output, at least one byte at a time
     * @return a future that completes at the end of output. It fails with what the consumer throws, which also ends the
     *     delivery and is logged; with the {@link IOException} that ended the output, a {@link
     *     java.nio.channels.ClosedChannelException} if the session is closed; or with an {@link IllegalStateException} if
     *     another thread is reading. Canceling it ends the delivery once the consumer has returned
     */
    CompletableFuture<Void> onOutput(Consumer<? super ByteBuffer> consumer);

    /**
     * Passes the program's output to a consumer until it ends, with the thread chosen by what the consumer promises.
     *
     * @param consumer receives the output, as that of {@link #onOutput(Consumer)}
     * @param delivery {@link Delivery#AT_ONCE} for a consumer that never blocks
     * @return a future, as that of {@link #onOutput(Consumer)}
     */
    CompletableFuture<Void> onOutput(Consumer<? super ByteBuffer> consumer, Delivery delivery);

    /**
     * The program's output as a stream. Closing the stream does not close the terminal.
     *
     * @return the stream, the same object each time
     */
    InputStream inputStream();

    /**
     * Returns the program's output as text.
     *
     * <p>A character is decoded even if its bytes arrive in several pieces, and is returned as soon as it is complete. Bytes
     * that are not valid in the charset are replaced with U+FFFD or what the charset has in its place. A reader may hold bytes
     * that it has read but not decoded yet, so use one reader, and do not read in other ways meanwhile. Closing it does not
     * close the terminal.
     *
     * @param charset the encoding of the output, usually UTF-8
     * @return a new reader
     */
    Reader reader(Charset charset);

    /**
     * The program's input as a stream, unbuffered.
     *
     * <p>Closing the stream does not close the terminal. It does what {@link #sendEof} does, where that is supported, and waits
     * no longer than 2 seconds for it; afterwards this stream refuses to write, but the master can still be written to.
     *
     * @return the stream, the same object each time
     */
    OutputStream outputStream();

    /**
     * Tells a program that reads lines that its input has ended, as typing {@code ^D} does; blocks for as long as the program
     * does not read.
     *
     * <p>A terminal has no end of input that lasts: one read of the program returns no bytes, and what is written later can be
     * read as usual. If the last byte written through this master does not end a line, that line is delivered first.
     *
     * <p>This writes the usual end-of-file character, byte 4. On a terminal that was set to another one, the program reads
     * byte 4 as part of its input.
     *
     * @return true if it was written; false if the terminal is not in canonical mode, where there is no such character, or if
     *     nothing reads the input any more
     * @throws IOException if the system reports an error, or the call was closed or interrupted
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#TERMINAL_MODES}
     */
    boolean sendEof() throws IOException;

    /**
     * The size that was last set, by anybody.
     *
     * @return the size
     * @throws IOException if it cannot be read
     */
    TerminalSize size() throws IOException;

    /**
     * Changes the size; the program is notified ({@code SIGWINCH}, or a console event). Not an error after the program has exited.
     *
     * @param size the new size
     * @throws IOException if the system refused
     */
    void resize(TerminalSize size) throws IOException;

    /**
     * The modes as they are now: with {@code echo} off, a program asks for a password.
     *
     * @return the modes
     * @throws IOException if they cannot be read
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#TERMINAL_MODES}
     */
    TerminalModes modes() throws IOException;

    /**
     * Sets the modes, at once.
     *
     * @param modes the new modes
     * @throws IOException if the system refused
     * @throws UnsupportedPtyFeatureException without {@link PtyCapability#TERMINAL_MODES}
     */
    void setModes(TerminalModes modes) throws IOException;

    /**
     * The name under which the terminal can be opened, such as {@code /dev/pts/4}, where the system has names.
     *
     * @return the name
     */
    Optional<String> terminalName();

    /** Whether neither the master nor its session was closed. The end of output does not close it. */
    @Override
    boolean isOpen();

    /**
     * Closes the session that this is the master of, as {@link PtySession#close} does.
     *
     * @throws PtyException if the system refused a part of it
     */
    @Override
    void close() throws PtyException;
}
