// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;

/** A terminal of blocking streams of which a test says what happens to them. */
final class ScriptedStreams implements StreamTerminal {

    private static final Object END = new Object();

    private final BlockingQueue<Object> script = new LinkedBlockingQueue<>();
    private final Semaphore writes = new Semaphore(0);
    final AtomicInteger read = new AtomicInteger();
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final List<Object> calls = new CopyOnWriteArrayList<>();
    final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    volatile IOException closeFailure;

    /** Starts a session on it, of a backend that has no capabilities. */
    PtySession session() throws PtyException {
        return new PtyProvider("streams", 0) {
            @Override
            protected Availability probe() {
                return Availability.available();
            }

            @Override
            protected Set<PtyCapability> probeCapabilities() {
                return Set.of();
            }

            @Override
            protected SessionParts start(SpawnRequest request) throws PtyException {
                return SessionParts.of(ScriptedStreams.this);
            }
        }.spawn(PtyCommand.of("program"));
    }

    ScriptedStreams print(byte[] bytes) {
        script.add(bytes);
        return this;
    }

    ScriptedStreams endOutput() {
        script.add(END);
        return this;
    }

    ScriptedStreams failOutput(String message) {
        script.add(new IOException(message));
        return this;
    }

    /** Lets so many writes to the input through; others block. */
    void allowWrites(int count) {
        writes.release(count);
    }

    @Override
    public InputStream output() {
        return new InputStream() {
            private byte[] piece = {};
            private int at;

            @Override
            public int read() {
                throw new AssertionError("read one by one");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (at == piece.length) {
                    Object next = take();
                    if (next instanceof IOException failure) {
                        throw failure;
                    }
                    if (next == END) {
                        return -1;
                    }
                    piece = (byte[]) next;
                    at = 0;
                }
                int count = Math.min(length, piece.length - at);
                System.arraycopy(piece, at, buffer, offset, count);
                at += count;
                read.addAndGet(count);
                return count;
            }
        };
    }

    private Object take() throws IOException {
        try {
            return script.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public OutputStream input() {
        return new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("written one by one");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writes.acquireUninterruptibly();
                if (calls.contains("close")) {
                    throw new IOException("closed");
                }
                written.write(bytes, offset, length);
            }
        };
    }

    @Override
    public void resize(TerminalSize size) {
        calls.add(size);
    }

    @Override
    public void signal(PtySignal signal) {
        calls.add(signal);
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    @Override
    public void close() throws IOException {
        calls.add("close");
        script.add(END);
        writes.release(1_000);
        exit.complete(new ExitStatus.Exited(129));
        if (closeFailure != null) {
            throw closeFailure;
        }
    }
}
