// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import rmux.pty.api.TerminalSize;

/**
 * One who watches a session, and may type. It has a thread of its own, and a position in the session's output: it shows what it
 * can take, and the screen painted anew when it has missed something. Safe for use by several threads.
 */
public final class Viewer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final HubSession session;
    private final ViewerSink sink;
    private final boolean readOnly;
    private final ReplyFilter filter = new ReplyFilter(); // guarded by itself
    private TerminalSize window; // guarded by the session
    private long position; // guarded by the session
    private boolean needsPaint = true; // guarded by the session
    private boolean isNew = true; // guarded by the session
    private Optional<String> end = Optional.empty(); // guarded by the session

    Viewer(HubSession session, ViewerSink sink, TerminalSize window, boolean readOnly) {
        this.session = session;
        this.sink = sink;
        this.window = window;
        this.readOnly = readOnly;
    }

    /**
     * Passes input on to the program; blocks for as long as the program does not read. Does nothing if the viewer may only watch.
     *
     * @param bytes what was typed; answers to queries are taken out, because the hub has answered them already
     * @throws IOException if the program has ended
     */
    public void input(ByteBuffer bytes) throws IOException {
        if (readOnly) {
            return;
        }
        ByteBuffer typed;
        boolean leads = session.isLeader(this);
        synchronized (filter) {
            typed = filter.apply(bytes, leads);
        }
        if (typed.hasRemaining()) {
            session.input(this, typed);
        }
    }

    /**
     * Tells the session how large the viewer's window is.
     *
     * @param size the size
     * @throws IOException if the system refuses it
     */
    public void resize(TerminalSize size) throws IOException {
        session.resize(this, size);
    }

    /** Detaches the viewer; the session goes on. */
    @Override
    public void close() {
        session.detach(this, "detached");
    }

    TerminalSize window() {
        return window;
    }

    void setWindow(TerminalSize size) {
        window = size;
    }

    void requestPaint() {
        needsPaint = true;
    }

    void end(String reason) {
        end = Optional.of(reason);
    }

    /** Shows output until the end. */
    void run() {
        String reason = "detached";
        try {
            for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
                sink.output(ByteBuffer.wrap(next.get()));
            }
            reason = session.reasonOfEnd(end);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "a viewer has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.detach(this, reason);
        sink.ended(reason);
    }

    private Optional<byte[]> next() throws InterruptedException {
        synchronized (session.lock()) {
            OutputRing ring = session.ring();
            while (end.isEmpty() && !needsPaint && position == ring.end() && !session.hasEnded()) {
                session.lock().wait();
            }
            if (end.isPresent()) {
                return Optional.empty();
            }
            if (needsPaint || !ring.holds(position)) {
                byte[] painted = session.paint(isNew);
                position = session.continuation();
                needsPaint = false;
                isNew = false;
                return Optional.of(painted);
            }
            byte[] copy = ring.copy(position, MOST_AT_ONCE);
            position += copy.length;
            return copy.length == 0 ? Optional.empty() : Optional.of(copy);
        }
    }
}
