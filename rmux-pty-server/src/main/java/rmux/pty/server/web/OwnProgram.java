// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.internal.OpenSessions;

/** A program of one client, which ends with it. While the client does not take output, the program waits. */
final class OwnProgram implements ProgramLink {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");

    private final OpenSessions sessions;
    private final PtySession session;
    private final ClientSink client;
    private final OutputGate gate = new OutputGate();

    private OwnProgram(OpenSessions sessions, PtySession session, ClientSink client) {
        this.sessions = sessions;
        this.session = session;
        this.client = client;
    }

    /** A source that starts the command for each client. */
    static Source source(PtyCommand command) {
        OpenSessions sessions = new OpenSessions();
        return new Source() {
            @Override
            public String title() {
                return command.program();
            }

            @Override
            public ProgramLink connect(FirstMessage first, ClientSink client) throws IOException {
                OwnProgram program = new OwnProgram(sessions, sessions.spawn(command.withSize(first.size())), client);
                program.start();
                return program;
            }

            @Override
            public void close() {
                sessions.closeAll();
            }
        };
    }

    private void start() {
        CompletableFuture<Void> end = session.onOutput(this::pass)
                .handle((nothing, failure) -> failure)
                .thenCombine(session.onExit(), this::end);
        LOGGER.log(Level.TRACE, "started: {0}", end);
    }

    private void pass(ByteBuffer bytes) {
        try {
            gate.await();
            client.output(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Void end(Throwable failure, ExitStatus status) {
        client.ended(status.toString());
        close();
        return null;
    }

    @Override
    public void input(ByteBuffer bytes) throws IOException {
        session.master().write(bytes);
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        session.resize(size);
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
        sessions.close(session);
        gate.set(true);
    }
}
