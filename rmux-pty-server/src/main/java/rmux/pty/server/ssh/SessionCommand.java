// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.internal.ServerThreads;

/** One shell or command of a client: a session of ours, in a thread that starts it, carries its output and reports its end. */
final class SessionCommand implements Command {

    private static final Logger LOGGER = System.getLogger("rmux.pty.server");
    private static final int CANNOT_START = 255; // as ssh(1) reports its own failures

    private final SessionPrograms programs;
    private final Optional<String> text;
    private @Nullable InputStream input;
    private @Nullable OutputStream output;
    private @Nullable OutputStream errors;
    private @Nullable ExitCallback exit;
    private @Nullable PtySession session; // guarded by this
    private boolean destroyed; // guarded by this

    SessionCommand(SessionPrograms programs, Optional<String> text) {
        this.programs = programs;
        this.text = text;
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        errors = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        TerminalChannel client = (TerminalChannel) channel;
        ServerThreads.start("rmux-pty-ssh-session", () -> run(client));
    }

    private void run(TerminalChannel client) {
        int code = CANNOT_START;
        try {
            programs.takePlace();
            try {
                code = runProgram(client);
            } finally {
                programs.leavePlace();
            }
        } catch (NoPtyProviderException | IllegalArgumentException | IOException e) {
            LOGGER.log(Level.DEBUG, "session", e);
            explain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Objects.requireNonNull(exit).onExit(code);
        }
    }

    private int runProgram(TerminalChannel client) throws IOException, InterruptedException {
        Optional<RequestedTerminal> terminal = client.start(this);
        try (ProgramStreams streams = terminal.isPresent()
                ? new TerminalStreams(programs.onTerminal(text, terminal.get()))
                : PipeStreams.of(text)) {
            return runProgram(client, streams);
        }
    }

    private int runProgram(TerminalChannel client, ProgramStreams streams) throws IOException, InterruptedException {
        PtyCommand command = programs.prepared(streams.command(), client);
        try (PtySession started = adopt(programs.openSessions().spawn(command))) {
            streams.carry(
                    started,
                    Objects.requireNonNull(input),
                    Objects.requireNonNull(output),
                    Objects.requireNonNull(errors));
            ExitStatus status = started.waitFor();
            client.endedBy(status);
            // Before the session is closed, which gives leftovers their grace period: the client need not wait for
            // that.
            Objects.requireNonNull(exit).onExit(status.shellCode());
            return status.shellCode();
        }
    }

    /** The client may have gone while the program was started. */
    private PtySession adopt(PtySession started) throws IOException {
        boolean late;
        synchronized (this) {
            late = destroyed;
            session = started;
        }
        if (late) {
            started.close();
            throw new IOException("the client has disconnected");
        }
        return started;
    }

    private void explain(Exception failure) {
        String sentence =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("failed");
        try {
            OutputStream stream = Objects.requireNonNull(errors);
            stream.write(("rmux-pty: " + sentence + "\r\n").getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "the client has gone", e);
        }
    }

    private synchronized Optional<PtySession> session() {
        return Optional.ofNullable(session);
    }

    void resize(TerminalSize size) {
        try {
            Optional<PtySession> running = session();
            if (running.isPresent()) {
                running.get().resize(size);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "resize", e); // the session is ending
        }
    }

    /** Sends a signal to the foreground job; returns whether it was sent. */
    boolean signal(PtySignal signal) {
        try {
            Optional<PtySession> running = session();
            return running.isPresent() && running.get().child().signal(signal);
        } catch (PtyException | UnsupportedOperationException e) {
            LOGGER.log(Level.DEBUG, "signal", e);
            return false;
        }
    }

    /** The channel has been closed, in whatever way. */
    @Override
    public void destroy(ChannelSession channel) {
        Optional<PtySession> running;
        synchronized (this) {
            destroyed = true;
            running = Optional.ofNullable(session);
        }
        running.ifPresent(programs.openSessions()::close);
    }
}
