// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * One client, by ttyd's protocol: the first message is JSON with the token and the size; after that, the first byte of a message
 * says what it is. The next message is asked for when the last one has been dealt with, so that whoever sends faster than the
 * program reads is held up by the network.
 *
 * <p>Not for applications: it is public because Jetty calls it.
 */
@SuppressWarnings("exports")
public final class TerminalSocket implements Session.Listener, ClientSink {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");

    private static final byte JSON = '{';
    private static final byte INPUT = '0';
    private static final byte RESIZE = '1';
    private static final byte PAUSE = '2';
    private static final byte RESUME = '3';

    private static final byte OUTPUT = '0';
    private static final byte TITLE = '1';
    private static final byte PREFERENCES = '2';
    private static final byte NOTICE = '!'; // ours; a client that does not know it ignores it

    /** How long a client may take to say who it is. */
    private static final long FIRST_MESSAGE_SECONDS = 10;

    /** How often a client is asked whether it is still there; it may be silent for as long as it answers. */
    private static final long PING_SECONDS = 5;

    /** The longest reason that fits in the frame that closes a connection, in bytes. RFC 6455, section 5.5. */
    private static final int LONGEST_REASON = 123;

    private final AccessSecret secret;
    private final ProgramLink.Source programs;
    private final boolean readOnly;
    private final Semaphore places;
    private final Scheduler scheduler;
    private final AtomicBoolean hasPlace = new AtomicBoolean();
    private volatile @Nullable Session session;
    private volatile @Nullable ProgramLink link;
    private volatile boolean gone;

    TerminalSocket(
            AccessSecret secret, ProgramLink.Source programs, boolean readOnly, Semaphore places, Scheduler scheduler) {
        this.secret = secret;
        this.programs = programs;
        this.readOnly = readOnly;
        this.places = places;
        this.scheduler = scheduler;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        if (!places.tryAcquire()) {
            close(StatusCode.TRY_AGAIN_LATER, "All places of this server are taken; try again later.");
            return;
        }
        hasPlace.set(true);
        Scheduler.Task late = scheduler.schedule(this::requireFirstMessage, FIRST_MESSAGE_SECONDS, TimeUnit.SECONDS);
        Scheduler.Task ping = scheduler.schedule(this::ping, PING_SECONDS, TimeUnit.SECONDS);
        LOGGER.log(Level.TRACE, "scheduled: {0}, {1}", late, ping);
        opened.demand();
    }

    private void requireFirstMessage() {
        if (link == null && !gone) {
            close(StatusCode.POLICY_VIOLATION, "The first message did not come in time.");
        }
    }

    private void ping() {
        Session open = session;
        if (open != null && open.isOpen() && !gone) {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
            Scheduler.Task next = scheduler.schedule(this::ping, PING_SECONDS, TimeUnit.SECONDS);
            LOGGER.log(Level.TRACE, "scheduled: {0}", next);
        }
    }

    @Override
    public void onWebSocketText(String message) {
        take(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        try {
            take(payload);
        } finally {
            callback.succeed();
        }
    }

    private void take(ByteBuffer message) {
        ProgramLink connected = link;
        try {
            if (connected == null) {
                connect(message);
            } else if (message.hasRemaining()) {
                take(message, connected);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "message", e); // the program is ending, which the client is notified of apart
        }
        Session open = session;
        if (open != null && open.isOpen() && !gone) {
            open.demand();
        }
    }

    private void connect(ByteBuffer message) {
        try {
            FirstMessage first = FirstMessage.read(message);
            if (!secret.isToken(first.token().orElse(null))) {
                close(
                        StatusCode.POLICY_VIOLATION,
                        "The token is not the right one; open the address that the server printed.");
                return;
            }
            send(TITLE, programs.title());
            if (readOnly) {
                preferences("{\"disableStdin\": true}");
            }
            ProgramLink connected = programs.connect(first, this);
            link = connected;
            if (gone) {
                connected.close(); // it went while the program was started
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "first message", e);
            close(StatusCode.POLICY_VIOLATION, String.valueOf(e.getMessage()));
        }
    }

    private void take(ByteBuffer message, ProgramLink connected) throws IOException {
        byte type = message.get();
        switch (type) {
            case INPUT -> {
                if (!readOnly) {
                    connected.input(message);
                }
            }
            case RESIZE -> resize(message, connected);
            case PAUSE -> connected.pause();
            case RESUME -> connected.resume();
            case JSON -> notice("The first message has come already; this one was ignored.");
            default -> notice("A message of an unknown type was ignored.");
        }
    }

    private void resize(ByteBuffer message, ProgramLink connected) throws IOException {
        FirstMessage window;
        try {
            window = FirstMessage.read(message);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "resize", e);
            notice(e.getMessage() + " The size was not changed.");
            return;
        }
        connected.resize(window.size());
    }

    @Override
    public void output(ByteBuffer bytes) throws IOException {
        send(OUTPUT, bytes);
    }

    @Override
    public void preferences(String json) throws IOException {
        send(PREFERENCES, json);
    }

    private void notice(String sentence) throws IOException {
        send(NOTICE, sentence);
    }

    private void send(byte type, String text) throws IOException {
        send(type, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(byte type, ByteBuffer content) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(1 + content.remaining());
        message.put(type).put(content).flip();
        Callback.Completable sent = new Callback.Completable();
        Objects.requireNonNull(session).sendBinary(message, sent);
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IOException("the client has disconnected", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void ended(String how) {
        close(StatusCode.NORMAL, how);
    }

    private void close(int code, String reason) {
        Session open = session;
        if (open != null) {
            open.close(code, limited(reason), Callback.NOOP);
        }
    }

    private static String limited(String reason) {
        String text = reason.lines().findFirst().orElse("");
        while (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOGGER.log(Level.DEBUG, "connection", cause);
        leave();
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        leave();
        callback.succeed();
    }

    private void leave() {
        gone = true;
        ProgramLink connected = link;
        if (connected != null) {
            connected.close();
        }
        if (hasPlace.getAndSet(false)) {
            places.release();
        }
    }
}
