// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.PtySpawnException;

/** A program that the server runs for somebody. */
final class ServedSession {

    private final String identifier = UUID.randomUUID().toString();
    private final Map<String, ServedSession> all;
    private volatile @Nullable PtySession session;

    ServedSession(Map<String, ServedSession> all) {
        this.all = all;
    }

    /** Starts a program, and does what the messages say until the connection ends; then the program ends, too. */
    void serve(Wire wire) throws IOException {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.remove("PWD"); // it describes the directory of the server
        wire.send(Messages.welcome(identifier, environment));
        PtyCommand command = Messages.command(wire.receive());
        try (PtySession started = command.spawn()) {
            session = started;
            all.put(identifier, this);
            wire.send(Messages.started());
            var unused = started.onExit().thenAccept(status -> tellExit(wire, status));
            while (true) {
                obey(wire.receive(), started);
            }
        } catch (PtySpawnException e) {
            wire.send(Messages.refused(e.stage(), e));
        } catch (PtyException e) {
            wire.send(Messages.refused(PtySpawnException.Stage.ALLOCATE, e));
        } finally {
            all.remove(identifier);
        }
    }

    private static void tellExit(Wire wire, ExitStatus status) {
        try {
            wire.send(Messages.exit(status));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void obey(List<String> message, PtySession session) throws IOException {
        switch (message.get(0)) {
            case Messages.RESIZE -> session.resize(Messages.size(message.get(1)));
            case Messages.SIGNAL -> session.child().signal(PtySignal.valueOf(message.get(1)));
            case Messages.CLOSE -> close();
            default -> throw new IOException("a message that is not of this protocol: " + message.get(0));
        }
    }

    /** Passes bytes on in both directions, until the other side closes the connection. */
    void passBytes(Socket socket) throws IOException {
        PtySession running = session;
        if (running == null) {
            return;
        }
        TerminalServer.start("output", () -> passOutput(running, socket));
        try {
            socket.getInputStream().transferTo(running.master().outputStream());
        } catch (ClosedChannelException | PtyException e) {
            // The program has ended: what is still written to it is no error.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void passOutput(PtySession running, Socket socket) {
        try {
            running.master().inputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException e) {
            Wire.closeQuietly(socket);
        }
    }

    void close() {
        PtySession running = session;
        if (running != null) {
            var unused = running.closeAsync();
        }
    }
}
