// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.mcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.Expect;
import rmux.pty.expect.Shell;

/** The sessions that an agent has started, by name. Safe for use by several threads. */
final class Sessions implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(Sessions.class.getName());

    private final Limits limits;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private int starting;
    private int number;
    private boolean closed;

    Sessions(Limits limits) {
        this.limits = limits;
    }

    /** Starts a program, or a shell if none is named. */
    Session start(List<String> command, Map<String, String> environment, Optional<String> directory, TerminalSize size)
            throws Exception {
        PtyCommand program =
                command.isEmpty() ? Shell.command() : PtyCommand.of(command.get(0), command.subList(1, command.size()));
        PtyCommand ready = program.withSize(size)
                .withEnvironment(environment)
                .withDirectory(limits.directory().resolve(directory.orElse("")));
        String name = reserve(command.isEmpty() ? "shell" : "program");
        return keep(name, () -> {
            if (command.isEmpty()) {
                Shell shell = Shell.open(ready, limits.output());
                return new Session(name, shell.expect(), Optional.of(shell));
            }
            return new Session(name, Expect.spawn(ready), Optional.empty());
        });
    }

    /** Takes a place and a name before anything is started. */
    private synchronized String reserve(String kind) {
        closeIdle();
        int count = sessions.size() + starting;
        if (count >= limits.sessions()) {
            throw new IllegalArgumentException("there are already " + count + " sessions ("
                    + String.join(", ", sessions.keySet()) + "), which is the limit; close one first");
        }
        starting++;
        return kind + "-" + ++number;
    }

    private Session keep(String name, Callable<Session> action) throws Exception {
        try {
            Session session = action.call();
            synchronized (this) {
                if (!closed) {
                    sessions.put(name, session);
                    return session;
                }
            }
            session.close();
            throw new IllegalStateException("the server is closing");
        } finally {
            synchronized (this) {
                starting--;
            }
        }
    }

    /** Finds a session. */
    synchronized Session get(String name) {
        closeIdle();
        Session session = sessions.get(name);
        if (session == null) {
            throw new IllegalArgumentException("there is no session \"" + name + "\"; "
                    + (sessions.isEmpty() ? "there are none" : "there are " + String.join(", ", sessions.keySet())));
        }
        session.touch();
        return session;
    }

    /** Closes a session and ends what runs in it. */
    void close(String name) throws IOException {
        Session session = get(name);
        synchronized (this) {
            sessions.remove(name);
        }
        session.close();
    }

    private synchronized void closeIdle() {
        for (Session session : List.copyOf(sessions.values())) {
            if (session.isIdle(limits.idle())) {
                sessions.remove(session.name());
                closeQuietly(session);
            }
        }
    }

    @Override
    public void close() {
        List<Session> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(sessions.values());
            sessions.clear();
        }
        left.forEach(Sessions::closeQuietly);
    }

    private static void closeQuietly(Session session) {
        try {
            session.close();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "session " + session.name() + " could not be closed in good order", e);
        }
    }
}
