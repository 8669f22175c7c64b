// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rmux.pty.api.PtyCommand;
import rmux.pty.server.internal.OpenSessions;

/**
 * Named sessions that outlive whoever watches them: programs go on when the last viewer has gone, and show their screen to the
 * next one. They do not outlive this JVM.
 *
 * <p>Each session's output is always read, so that a program never waits for a viewer, and a viewer never for another. A session
 * whose program has ended stays until somebody has seen how, or the {@linkplain HubOptions#idleLimit idle limit} has passed.
 *
 * <p>Safe for use by several threads.
 */
public final class SessionHub implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
    private static final int CHECKS_PER_IDLE_LIMIT = 4;
    private static final long SHORTEST_CHECK_MILLIS = 10;
    private static final long LONGEST_CHECK_MILLIS = 60_000;

    private final HubOptions options;
    private final OpenSessions openSessions = new OpenSessions();
    private final Map<String, HubSession> sessions = new TreeMap<>(); // guarded by this
    private final ScheduledExecutorService reaper;

    /**
     * Creates a hub without sessions.
     *
     * @param options its limits
     */
    public SessionHub(HubOptions options) {
        this.options = options;
        this.reaper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(null, task, "rmux-pty-hub-reaper", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        long interval = Math.min(
                LONGEST_CHECK_MILLIS,
                Math.max(SHORTEST_CHECK_MILLIS, options.idleLimit().toMillis() / CHECKS_PER_IDLE_LIMIT));
        ScheduledFuture<?> checks =
                reaper.scheduleWithFixedDelay(this::reap, interval, interval, TimeUnit.MILLISECONDS);
        LOGGER.log(Level.TRACE, "reaping: {0}", checks);
    }

    /**
     * Starts a program in a new session.
     *
     * @param name the name: 1 to 64 letters, digits, dots, hyphens and underscores, the first not a dot or hyphen
     * @param command the program
     * @return the session
     * @throws HubException if the name is in use or not possible, or there are too many sessions
     * @throws IOException if the program could not be started
     */
    public HubSession create(String name, PtyCommand command) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new HubException("a session's name has 1 to 64 letters, digits, dots, hyphens and underscores,"
                    + " and does not begin with a dot or hyphen");
        }
        HubSession session;
        synchronized (this) {
            HubSession known = sessions.get(name);
            if (known != null && !known.hasEnded()) {
                throw new HubException(
                        "there is a session \"" + name + "\" already; attach to it, or choose another name");
            }
            if (known == null && sessions.size() >= options.maximumSessions()) {
                throw new HubException(
                        "there are " + sessions.size() + " sessions, and there may not be more; end one first");
            }
            session = new HubSession(name, command, options, openSessions);
            sessions.put(name, session);
        }
        session.start(() -> forget(session));
        return session;
    }

    /** A name that nobody uses: the first number that is free. */
    synchronized String freeName() {
        int number = 0;
        while (sessions.containsKey(Integer.toString(number))) {
            number++;
        }
        return Integer.toString(number);
    }

    /**
     * Returns a session.
     *
     * @param name its name
     * @return the session
     * @throws HubException if there is none of that name
     */
    public synchronized HubSession get(String name) throws HubException {
        HubSession session = sessions.get(name);
        if (session == null) {
            throw new HubException("there is no session \"" + printable(name) + "\"; "
                    + (sessions.isEmpty()
                            ? "there are none at all"
                            : "there are: " + String.join(", ", sessions.keySet())));
        }
        return session;
    }

    /** A name that does not exist may hold anything. */
    private static String printable(String name) {
        String cut = name.substring(0, Math.min(name.length(), 64));
        return cut.codePoints()
                .map(code -> Character.isISOControl(code) ? '?' : code)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** {@return the sessions, by name} */
    public synchronized List<SessionSummary> list() {
        return sessions.values().stream().map(HubSession::summary).collect(Collectors.toList());
    }

    /**
     * Ends a session, its program and everything that it started. Does not block.
     *
     * @param name its name
     * @throws HubException if there is none of that name
     */
    public void kill(String name) throws HubException {
        HubSession session = get(name);
        session.end("killed");
        forget(session);
    }

    private synchronized void forget(HubSession session) {
        sessions.remove(session.name(), session);
    }

    private void reap() {
        List<HubSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
        }
        for (HubSession session : all) {
            if (session.idle().compareTo(options.idleLimit()) > 0) {
                LOGGER.log(Level.INFO, "the session \"{0}\" has been idle for too long, and is ended", session.name());
                session.end("idle for too long");
                forget(session);
            }
        }
    }

    /** Ends all sessions, and those that are started from now on; blocks until what they started has ended. */
    @Override
    public void close() {
        reaper.shutdownNow();
        List<HubSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
            sessions.clear();
        }
        all.forEach(session -> session.end("the server is ending"));
        openSessions.closeAll();
    }
}
