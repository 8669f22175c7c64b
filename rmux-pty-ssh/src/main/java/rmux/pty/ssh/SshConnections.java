// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;

/** The connections of this JVM, one for each machine that somebody needs; a connection ends when nobody does any more. */
final class SshConnections {

    static final SshConnections SHARED = new SshConnections();

    private static final class Entry {
        final Set<Object> users = new HashSet<>();

        @Nullable
        SshConnection connection;
    }

    private final Map<List<Object>, Entry> entries = new HashMap<>();

    private SshConnections() {}

    /** Connects unless that has been done, and keeps the connection for a user. */
    void hold(SshTarget target, Object user) throws PtySpawnException {
        SshConnection unused = enter(target, user);
    }

    /** Starts a program; its session keeps the connection. */
    StreamTerminal start(SshTarget target, SpawnRequest request) throws PtyException {
        Object user = new Object();
        SshConnection connection = enter(target, user);
        boolean started = false;
        try {
            StreamTerminal terminal = SshStart.start(connection, request, () -> release(target, user));
            started = true;
            return terminal;
        } finally {
            if (!started) {
                release(target, user);
            }
        }
    }

    private SshConnection enter(SshTarget target, Object user) throws PtySpawnException {
        Entry entry;
        synchronized (this) {
            entry = entries.computeIfAbsent(target.key(), key -> new Entry());
            entry.users.add(user);
        }
        try {
            // Whoever comes while another one connects waits for him, and for the limits of connecting.
            synchronized (entry) {
                SshConnection connection = entry.connection;
                if (connection == null || !connection.isOpen()) {
                    if (connection != null) {
                        connection.close();
                    }
                    entry.connection = null;
                    connection = SshConnection.open(target);
                    entry.connection = connection;
                }
                return connection;
            }
        } catch (PtySpawnException | RuntimeException | Error e) {
            release(target, user);
            throw e;
        }
    }

    /** Ends the need of a user; the last one closes the connection. */
    void release(SshTarget target, Object user) {
        Entry entry;
        synchronized (this) {
            entry = entries.get(target.key());
            if (entry == null || !entry.users.remove(user) || !entry.users.isEmpty()) {
                return;
            }
            entries.remove(target.key());
        }
        synchronized (entry) {
            if (entry.connection != null) {
                entry.connection.close();
                entry.connection = null;
            }
        }
    }
}
