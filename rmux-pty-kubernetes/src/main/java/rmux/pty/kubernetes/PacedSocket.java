// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import rmux.pty.remote.Heartbeat;

/**
 * A WebSocket whose writers wait until the network has taken a message. The JDK's fails instead, as long as the last message is on
 * its way, and fabric8's client then gives the connection up; it would be lost when a program does not read its input.
 *
 * <p>A heartbeat finds a connection that is silent.
 */
final class PacedSocket implements WebSocket {

    private final WebSocket socket;
    private final AtomicLong demand;
    private final Object turn = new Object();
    private final CompletableFuture<WebSocket> aborted = new CompletableFuture<>();
    private volatile boolean sending;

    private PacedSocket(WebSocket socket, AtomicLong demand) {
        this.socket = socket;
        this.demand = demand;
    }

    /** What arrives, passed on. */
    static final class Events implements Listener {

        private final Listener listener;
        private final Duration interval;
        private final AtomicLong demand = new AtomicLong();
        private @Nullable PacedSocket paced;
        private volatile @Nullable Heartbeat heartbeat;

        Events(Listener listener, Duration interval) {
            this.listener = listener;
            this.interval = interval;
        }

        /** The socket that stands for the JDK's; the same each time. */
        synchronized PacedSocket paced(WebSocket socket) {
            PacedSocket known = paced;
            if (known == null) {
                known = new PacedSocket(socket, demand);
                paced = known;
            }
            return known;
        }

        @Override
        public void onOpen(WebSocket socket) {
            PacedSocket own = paced(socket);
            heartbeat = Heartbeat.start(interval, own::ping, () -> silent(own));
            listener.onOpen(own);
        }

        private void silent(PacedSocket own) {
            own.abort();
            listener.onError(own, new IOException("no answer to three heartbeats"));
        }

        private WebSocket heard(WebSocket socket) {
            demand.decrementAndGet();
            Heartbeat beats = heartbeat;
            if (beats != null) {
                beats.heard();
            }
            return paced(socket);
        }

        private void stop() {
            Heartbeat beats = heartbeat;
            if (beats != null) {
                beats.close();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return listener.onText(heard(socket), data, last);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            return listener.onBinary(heard(socket), data, last);
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            return listener.onPing(heard(socket), message);
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            return listener.onPong(heard(socket), message);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            stop();
            return listener.onClose(paced(socket), status, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            stop();
            listener.onError(paced(socket), error);
        }
    }

    /** Asks for a sign of life, unless nobody would see the answer: it comes in turn, behind what is not asked for yet. */
    private boolean ping() {
        if (socket.isOutputClosed() || demand.get() <= 0) {
            return false;
        }
        var unused = socket.sendPing(ByteBuffer.allocate(0));
        return true;
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
        synchronized (turn) {
            sending = true;
            CompletableFuture<WebSocket> sent = socket.sendBinary(data, last);
            try {
                var unused = CompletableFuture.anyOf(sent, aborted).join();
                return sent.isDone() ? sent.thenApply(same -> this) : aborted;
            } catch (CompletionException e) {
                return CompletableFuture.failedFuture(e.getCause() == null ? e : e.getCause());
            } finally {
                sending = false;
            }
        }
    }

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
        return socket.sendText(data, last).thenApply(same -> this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
        return socket.sendPing(message).thenApply(same -> this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
        return socket.sendPong(message).thenApply(same -> this);
    }

    /** A farewell would wait behind a message that nobody takes. */
    @Override
    public CompletableFuture<WebSocket> sendClose(int status, String reason) {
        if (sending) {
            abort();
            return CompletableFuture.completedFuture(this);
        }
        return socket.sendClose(status, reason).thenApply(same -> this);
    }

    @Override
    public void request(long messages) {
        demand.addAndGet(messages);
        socket.request(messages);
    }

    @Override
    public String getSubprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public boolean isOutputClosed() {
        return socket.isOutputClosed();
    }

    @Override
    public boolean isInputClosed() {
        return socket.isInputClosed();
    }

    @Override
    public void abort() {
        socket.abort();
        aborted.completeExceptionally(new IOException("the connection was closed"));
    }
}
