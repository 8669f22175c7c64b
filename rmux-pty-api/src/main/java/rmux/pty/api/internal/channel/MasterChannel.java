// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import rmux.pty.api.Delivery;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.waiting.Deadline;
import rmux.pty.api.internal.waiting.LibraryExecutor;

/** The master of a session or a terminal, assembled from its reading half, its writing half and its control. */
public final class MasterChannel implements PtyMaster {

    private final SessionCore core;
    private final AutoCloseableSession owner;
    private final Optional<String> terminalName;
    private final OutputReader reader;
    private final InputWriter writer;
    private final TerminalControl control;
    private final MasterInputStream inputStream = new MasterInputStream(this);
    private final MasterOutputStream outputStream = new MasterOutputStream(this);

    /** What closing the master closes; kept reachable by it. */
    public interface AutoCloseableSession {
        void close() throws PtyException;
    }

    public MasterChannel(SessionCore core, AutoCloseableSession owner) {
        this.core = core;
        this.owner = owner;
        this.terminalName = core.device().terminalName();
        DeviceAccess access = new DeviceAccess(core, owner);
        this.reader = new OutputReader(core, access);
        this.writer = new InputWriter(core, access);
        this.control = new TerminalControl(core, access);
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return reader.read(destination, Deadline.FOREVER);
    }

    @Override
    public int read(ByteBuffer destination, Duration limit) throws IOException {
        return reader.read(destination, Deadline.nanos(limit));
    }

    @Override
    public int tryRead(ByteBuffer destination) throws IOException {
        return reader.tryRead(destination);
    }

    /** For {@link InputStream#available}. */
    int available() throws IOException {
        return reader.available();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return writer.write(source, Deadline.FOREVER, Duration.ZERO);
    }

    @Override
    public int write(ByteBuffer source, Duration stallLimit) throws IOException {
        return writer.write(source, Deadline.nanos(stallLimit), stallLimit);
    }

    @Override
    public int tryWrite(ByteBuffer source) throws IOException {
        return writer.tryWrite(source);
    }

    @Override
    public void write(String text) throws IOException {
        write(StandardCharsets.UTF_8.encode(text));
    }

    @Override
    public Flow.Publisher<ByteBuffer> publisher() {
        return publisher(LibraryExecutor.SHARED);
    }

    @Override
    public Flow.Publisher<ByteBuffer> publisher(Executor executor) {
        return new OutputPublisher(reader, executor);
    }

    @Override
    public Flow.Publisher<ByteBuffer> publisher(Delivery delivery) {
        return switch (delivery) {
            case IN_OWN_THREAD -> publisher();
            case AT_ONCE -> new OutputPublisher(reader, OutputDelivery.AT_ONCE);
        };
    }

    @Override
    public CompletableFuture<Void> onOutput(Consumer<? super ByteBuffer> consumer) {
        return onOutput(consumer, Delivery.IN_OWN_THREAD);
    }

    @Override
    public CompletableFuture<Void> onOutput(Consumer<? super ByteBuffer> consumer, Delivery delivery) {
        OutputConsumer subscriber = new OutputConsumer(Objects.requireNonNull(consumer, "consumer"));
        publisher(delivery).subscribe(subscriber);
        return subscriber.ended();
    }

    @Override
    public boolean sendEof() throws IOException {
        return writer.sendEof(Deadline.FOREVER, Duration.ZERO);
    }

    /** Tells a program that reads lines that its input has ended, where the terminal can; for a stream that is closed. */
    void endInput(Duration limit) throws IOException {
        if (core.has(PtyCapability.TERMINAL_MODES)) {
            try {
                writer.sendEof(Deadline.nanos(limit), limit);
            } catch (ClosedChannelException closed) {
                // The session is closed, and with it the input.
            }
        }
    }

    @Override
    public InputStream inputStream() {
        return inputStream;
    }

    @Override
    public Reader reader(Charset charset) {
        return new InputStreamReader(inputStream, charset);
    }

    @Override
    public OutputStream outputStream() {
        return outputStream;
    }

    @Override
    public TerminalSize size() throws IOException {
        return control.size();
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        control.resize(size);
    }

    @Override
    public TerminalModes modes() throws IOException {
        return control.modes();
    }

    @Override
    public void setModes(TerminalModes modes) throws IOException {
        control.setModes(modes);
    }

    @Override
    public Optional<String> terminalName() {
        return terminalName;
    }

    @Override
    public boolean isOpen() {
        return !core.isClosing();
    }

    @Override
    public void close() throws PtyException {
        owner.close();
    }
}
