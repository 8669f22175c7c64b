// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.screen.Screen;
import rmux.pty.server.internal.OpenSessions;
import rmux.pty.server.internal.ServerThreads;

/**
 * A program in a hub. Its output is always read, into a screen and into a ring of the last bytes, so that it never waits for
 * those who watch. Safe for use by several threads.
 */
public final class HubSession {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int LONGEST_SEQUENCE = 8 * 1024;

    private final String name;
    private final HubOptions options;
    private final OpenSessions sessions;
    private final PtySession session;
    private final String program;
    private final Instant created = Instant.now();
    private final Object lock = new Object();
    private final Screen screen;
    private final OutputRing ring;
    private final List<Viewer> viewers = new ArrayList<>(); // guarded by lock
    private @Nullable Viewer leader; // guarded by lock
    private TerminalSize size; // guarded by lock
    private long activeNanos = System.nanoTime(); // guarded by lock
    private @Nullable String state; // guarded by lock; how it ended
    private Runnable onSeen = () -> {}; // guarded by lock

    HubSession(String name, PtyCommand command, HubOptions options, OpenSessions sessions) throws IOException {
        this.name = name;
        this.options = options;
        this.sessions = sessions;
        this.program = command.program();
        this.size = options.limited(command.size().orElse(TerminalSize.DEFAULT));
        this.ring = new OutputRing(options.ringBytes());
        this.screen = Screen.builder()
                .size(size)
                .scrollback(options.scrollback())
                .onReply(this::reply)
                .build();
        this.session = sessions.spawn(command.withSize(size));
    }

    /** Reads the output. Runs an action when the program has ended and somebody has seen how. */
    void start(Runnable seen) {
        synchronized (lock) {
            onSeen = seen;
        }
        CompletableFuture<Void> end = session.onOutput(this::drain)
                .handle((nothing, failure) -> failure)
                .thenCombine(session.onExit(), (failure, status) -> end(status));
        LOGGER.log(Level.TRACE, "started: {0}", end);
    }

    private void drain(ByteBuffer output) {
        synchronized (lock) {
            ring.append(output.array(), output.arrayOffset() + output.position(), output.remaining());
            screen.write(output);
            activeNanos = System.nanoTime();
            lock.notifyAll();
        }
    }

    private Void end(ExitStatus status) {
        end(status.toString());
        return null;
    }

    /** Answers what the program asks its terminal. Dropped if the program reads so little that there is no room. */
    private void reply(String text) {
        try {
            int written = session.master().tryWrite(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            LOGGER.log(Level.TRACE, "answered with {0} bytes", written);
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "answer", e);
        }
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /**
     * Attaches a viewer: its screen is painted, and then shows what the program writes.
     *
     * @param window the size of its window
     * @param readOnly whether it only watches
     * @param sink where its output goes
     * @return the viewer, which the caller closes
     * @throws IOException if there are too many viewers, or the system refuses the new size
     */
    public Viewer attach(TerminalSize window, boolean readOnly, ViewerSink sink) throws IOException {
        Viewer viewer = new Viewer(this, sink, window, readOnly);
        synchronized (lock) {
            if (viewers.size() >= options.maximumViewers()) {
                throw new HubException(
                        "the session \"" + name + "\" has as many viewers as it may have: " + options.maximumViewers());
            }
            viewers.add(viewer);
            leader = viewer;
            activeNanos = System.nanoTime();
        }
        fitSize();
        ServerThreads.start("rmux-pty-viewer", viewer::run);
        return viewer;
    }

    void detach(Viewer viewer, String reason) {
        synchronized (lock) {
            if (!viewers.remove(viewer)) {
                return;
            }
            viewer.end(reason);
            leader = viewer.equals(leader) ? viewers.stream().findFirst().orElse(null) : leader;
            activeNanos = System.nanoTime();
            lock.notifyAll();
        }
        if (hasEnded()) {
            seen();
        }
        try {
            fitSize();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "resize", e);
        }
    }

    /** Detaches all viewers; the program goes on. */
    public void detachAll() {
        List<Viewer> all;
        synchronized (lock) {
            all = List.copyOf(viewers);
        }
        all.forEach(viewer -> detach(viewer, "detached"));
    }

    boolean isLeader(Viewer viewer) {
        synchronized (lock) {
            return viewer.equals(leader);
        }
    }

    void input(Viewer viewer, ByteBuffer bytes) throws IOException {
        boolean leads;
        synchronized (lock) {
            leads = viewer.equals(leader);
            leader = viewer;
            activeNanos = System.nanoTime();
        }
        if (!leads) {
            fitSize();
        }
        session.master().write(bytes);
    }

    void resize(Viewer viewer, TerminalSize window) throws IOException {
        synchronized (lock) {
            viewer.setWindow(window);
            leader = viewer;
        }
        fitSize();
    }

    /** With another size, all viewers start from a newly painted screen. */
    private void fitSize() throws IOException {
        synchronized (lock) {
            Optional<TerminalSize> wanted = wantedSize();
            if (wanted.isPresent() && !wanted.get().equals(size) && state == null) {
                size = wanted.get();
                screen.resize(size);
                viewers.forEach(Viewer::requestPaint);
                lock.notifyAll();
                session.resize(size);
            }
        }
    }

    private Optional<TerminalSize> wantedSize() {
        if (options.sizing() == Sizing.LATEST && leader != null) {
            return Optional.of(options.limited(leader.window()));
        }
        return viewers.stream()
                .map(Viewer::window)
                .reduce((one, other) ->
                        TerminalSize.of(Math.min(one.columns(), other.columns()), Math.min(one.rows(), other.rows())))
                .map(options::limited);
    }

    Object lock() {
        return lock;
    }

    OutputRing ring() {
        return ring;
    }

    boolean hasEnded() {
        synchronized (lock) {
            return state != null;
        }
    }

    /** What brings a viewer's terminal to the state of the screen. With the lock held. */
    byte[] paint(boolean withScrollback) {
        return screen.repaint(withScrollback).getBytes(StandardCharsets.UTF_8);
    }

    /** Where the output goes on after a paint: at a sequence that has begun, or at the end. With the lock held. */
    long continuation() {
        long from = Math.max(ring.start(), ring.end() - LONGEST_SEQUENCE);
        return ring.end() - SequenceStart.unfinished(ring.copy(from, LONGEST_SEQUENCE));
    }

    String reasonOfEnd(Optional<String> detached) {
        synchronized (lock) {
            return detached.orElse(state == null ? "detached" : state);
        }
    }

    /** {@return how the session looks in a list} */
    public SessionSummary summary() {
        synchronized (lock) {
            return new SessionSummary(
                    name,
                    program,
                    screen.title(),
                    size,
                    viewers.size(),
                    created,
                    ring.end(),
                    state == null ? "running" : state);
        }
    }

    /** {@return how long it has been without viewers, input and output} */
    Duration idle() {
        synchronized (lock) {
            return viewers.isEmpty() ? Duration.ofNanos(System.nanoTime() - activeNanos) : Duration.ZERO;
        }
    }

    /** Ends the program and everything that it started; viewers are notified why. Does not block. */
    void end(String reason) {
        boolean isSeen;
        synchronized (lock) {
            state = state == null ? reason : state;
            isSeen = !viewers.isEmpty();
            lock.notifyAll();
        }
        sessions.close(session);
        if (isSeen) {
            seen();
        }
    }

    private void seen() {
        Runnable action;
        synchronized (lock) {
            action = onSeen;
        }
        action.run();
    }
}
