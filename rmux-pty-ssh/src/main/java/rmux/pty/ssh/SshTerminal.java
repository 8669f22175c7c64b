// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rmux.pty.api.Closing;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.remote.RemoteChores;
import rmux.pty.remote.RemoteProgram;

/** A program on a terminal of another machine. */
final class SshTerminal implements StreamTerminal {

    private static final Logger LOGGER = System.getLogger("rmux.pty.ssh");
    private static final Duration CHORE_LIMIT = Duration.ofSeconds(10);

    private final SshConnection connection;
    private final ProgramChannel channel;
    private final CompletableFuture<ExitStatus> exit;
    private final RemoteProgram program;
    private final PtyCommand command;
    private final InputStream output;
    private final Runnable released;

    SshTerminal(
            SshConnection connection,
            ProgramChannel channel,
            CompletableFuture<ExitStatus> exit,
            RemoteProgram program,
            PtyCommand command,
            Runnable released) {
        this.connection = connection;
        this.channel = channel;
        this.exit = exit;
        this.program = program;
        this.command = command;
        this.output = new SshOutput(channel, connection.target().toString());
        this.released = released;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return channel.getInvertedIn();
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        channel.resize(size);
    }

    /** OpenSSH takes signals from users with separated privileges only, and tells nobody; a shell there takes them from all. */
    @Override
    public void signal(PtySignal signal) throws IOException {
        String answer = connection.chores().run(RemoteChores.signal(program, signal), CHORE_LIMIT);
        if (!RemoteChores.answers(answer, RemoteChores.SENT) && !RemoteChores.answers(answer, RemoteChores.GONE)) {
            channel.signal(signal);
        }
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return exit;
    }

    @Override
    public void close() throws IOException {
        try {
            boolean known = exit.isDone() && !(exit.getNow(null) instanceof ExitStatus.Unknown);
            if (!known || command.closing() == Closing.END_TREE) {
                end(known);
            }
            if (!known) {
                awaitExit();
            }
        } finally {
            channel.close(false);
            output.close();
            released.run();
        }
    }

    /** The channel is still open, or the server would not tell the exit of the program that has just ended. */
    private void awaitExit() {
        try {
            ExitStatus unused = exit.get(CHORE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.log(Level.DEBUG, "the exit of a program that has ended is not known", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hangs the program up, and ensures that it ends and that nothing of its session is left. */
    private void end(boolean exitKnown) throws IOException {
        String script = RemoteChores.end(program, command.hangupGrace(), true, command.closing() == Closing.END_TREE);
        String left =
                command.program() + " (process " + program.number() + ") may be left running on " + connection.target();
        try {
            Duration limit = command.hangupGrace().compareTo(Duration.ofDays(1)) > 0
                    ? Duration.ofDays(1)
                    : command.hangupGrace().plus(CHORE_LIMIT);
            String answer = connection.chores().run(script, limit);
            if (!RemoteChores.answers(answer, RemoteChores.GONE)) {
                throw new IOException(left + ": no shell there could end it");
            }
        } catch (IOException e) {
            if (!exitKnown) {
                throw e.getMessage() != null && e.getMessage().startsWith(left)
                        ? e
                        : new IOException(left + ": " + e.getMessage(), e);
            }
        }
    }
}
