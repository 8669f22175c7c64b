// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.hub.HubException;
import rmux.pty.server.hub.HubSession;
import rmux.pty.server.hub.SessionHub;
import rmux.pty.server.hub.Viewer;
import rmux.pty.server.hub.ViewerSink;

/** A program in a hub, which goes on when its client disconnects, and is there for whoever comes back with its name. */
final class HubProgram implements ProgramLink, ViewerSink {

    private static final int NAME_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientSink client;
    private final Viewer viewer;
    private final OutputGate gate = new OutputGate();

    private HubProgram(HubSession session, FirstMessage first, boolean readOnly, ClientSink client) throws IOException {
        this.client = client;
        this.viewer = session.attach(first.size(), readOnly, this);
    }

    /** A source of sessions of a hub: the one that a client names, or a new one; or always the one that is given. */
    static Source source(SessionHub hub, PtyCommand command, Optional<String> shared, boolean readOnly) {
        return new Source() {
            @Override
            public String title() {
                return command.program();
            }

            @Override
            public ProgramLink connect(FirstMessage first, ClientSink client) throws IOException {
                HubSession session = session(shared.isPresent() ? shared : first.session(), first.size());
                client.preferences("{\"session\": \"" + session.name() + "\"}"); // a name has no character to escape
                return new HubProgram(session, first, readOnly, client);
            }

            // Sessions end when this server does, or after a time; a page that comes back then starts anew.
            private synchronized HubSession session(Optional<String> name, TerminalSize size) throws IOException {
                if (name.isPresent()) {
                    try {
                        return hub.get(name.get());
                    } catch (HubException e) {
                        if (shared.isPresent()) {
                            return hub.create(name.get(), command.withSize(size));
                        }
                    }
                }
                return hub.create(newName(), command.withSize(size));
            }

            @Override
            public void close() {
                hub.close();
            }
        };
    }

    private static String newName() {
        byte[] bytes = new byte[NAME_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void output(ByteBuffer output) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        client.output(output);
    }

    @Override
    public void ended(String reason) {
        client.ended(reason);
    }

    @Override
    public void input(ByteBuffer bytes) throws IOException {
        viewer.input(bytes);
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        viewer.resize(size);
    }

    @Override
    public void pause() {
        gate.set(false);
    }

    @Override
    public void resume() {
        gate.set(true);
    }

    @Override
    public void close() {
        viewer.close();
        gate.set(true);
    }
}
