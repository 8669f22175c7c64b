// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.Closing;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.remote.RemoteChores;
import rmux.pty.remote.RemoteProgram;

/** A program on a terminal in a pod. */
final class KubernetesTerminal implements StreamTerminal {

    private final KubernetesTarget target;
    private final PodExec exec;
    private final ExecWatch watch;
    private final InputStream output;
    private final RemoteProgram program;
    private final PtyCommand command;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    KubernetesTerminal(
            KubernetesTarget target,
            PodExec exec,
            ExecWatch watch,
            InputStream output,
            RemoteProgram program,
            PtyCommand command) {
        this.target = target;
        this.exec = exec;
        this.watch = watch;
        this.output = new Output(output);
        this.program = program;
        this.command = command;
        var unused = watch.exitCode().whenComplete(this::ended);
    }

    /** The end of the stream is the end of the program only if the cluster told its exit code. */
    private final class Output extends FilterInputStream {
        Output(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(bytes, offset, length);
            } catch (IOException e) {
                read = -1; // also what the client makes of an exit code other than 0
            }
            if (read < 0 && PodExec.exitCode(watch, target.limit()) == null) {
                throw new IOException("the connection to " + target + " ended in the middle of the output");
            }
            return read;
        }
    }

    private void ended(@Nullable Integer code, @Nullable Throwable failure) {
        if (failure != null || code == null) {
            String reason = failure == null ? "" : ": " + PodExec.text(failure);
            exit.complete(new ExitStatus.Unknown("the connection to " + target + " was lost" + reason));
        } else if (code < 0) {
            exit.complete(new ExitStatus.Unknown(target + " told no exit code"));
        } else {
            exit.complete(new ExitStatus.Exited(code));
        }
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return watch.getInput();
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        try {
            watch.resize(size.columns(), size.rows());
        } catch (RuntimeException e) {
            throw new IOException("the size could not be sent to " + target + ": " + PodExec.text(e), e);
        }
    }

    @Override
    public void signal(PtySignal signal) throws IOException {
        String answer = exec.run(RemoteChores.signal(program, signal));
        if (!RemoteChores.answers(answer, RemoteChores.SENT) && !RemoteChores.answers(answer, RemoteChores.GONE)) {
            throw new IOException("no shell in " + target + " could send a signal: " + answer.strip());
        }
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return exit;
    }

    /** The cluster leaves a program running when its connection is closed: a further exec ends it. */
    @Override
    public void close() throws IOException {
        boolean known = exit.isDone() && !(exit.getNow(null) instanceof ExitStatus.Unknown);
        try {
            if (!known || command.closing() != Closing.HANG_UP) {
                end(known);
            }
        } finally {
            KubernetesStart.abandon(watch);
            exec.close();
        }
    }

    private void end(boolean exitKnown) throws IOException {
        String left = command.program() + " (process " + program.number() + ") may be left running in " + target + ": ";
        String answer;
        try {
            answer = exec.run(
                    RemoteChores.end(program, command.hangupGrace(), true, command.closing() == Closing.END_TREE));
        } catch (IOException | RuntimeException e) {
            if (exitKnown) {
                return;
            }
            throw new IOException(left + PodExec.text(e), e);
        }
        if (!exitKnown && !RemoteChores.answers(answer, RemoteChores.GONE)) {
            throw new IOException(left + "no shell there could end it");
        }
        if (!exitKnown) {
            drain();
        }
    }

    /** The exit code comes behind the output, which nobody reads any more. */
    private void drain() {
        byte[] unread = new byte[8192];
        var unused = watch.exitCode().orTimeout(target.limit().toMillis(), TimeUnit.MILLISECONDS);
        try {
            while (output.read(unread) >= 0) {
                // What the program still wrote is dropped.
            }
        } catch (IOException e) {
            exit.complete(new ExitStatus.Unknown("the connection to " + target + " was lost: " + e.getMessage()));
        }
    }
}
