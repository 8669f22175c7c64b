// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.Closing;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.remote.RemoteChores;
import rmux.pty.remote.RemoteProgram;

/** A program on a terminal in a container. */
final class DockerTerminal implements StreamTerminal {

    private static final Logger LOGGER = System.getLogger("rmux.pty.docker");
    private static final int LOOKS_FOR_EXIT = 200;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int LONGEST_ANSWER = 4096;

    private final DockerTarget target;
    private final DockerEngine engine;
    private final String exec;
    private final RemoteProgram program;
    private final PtyCommand command;
    private final InputPipe input;
    private final InputStream output;
    private final Response stream;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private final Pulse pulse;

    /** Whether the output has failed here, for lack of memory, so that its end tells nothing of the program's. */
    private volatile boolean deaf;

    DockerTerminal(
            DockerTarget target,
            DockerEngine engine,
            String exec,
            RemoteProgram program,
            PtyCommand command,
            InputPipe input,
            InputStream output,
            Response stream) {
        this.target = target;
        this.engine = engine;
        this.exec = exec;
        this.program = program;
        this.command = command;
        this.input = input;
        this.output = new Output(output);
        this.stream = stream;
        this.pulse = Pulse.start(engine, target.heartbeat(), this::lookForExit, this::silent);
    }

    /** Ends the reads and writes in progress, which nothing else would end. */
    private void silent() {
        exit.complete(
                new ExitStatus.Unknown("the connection to " + target + " was lost: no answer to three heartbeats"));
        input.close();
        stream.close();
    }

    /** The end of the stream is the end of the program, or the loss of the engine: the engine says which. */
    private final class Output extends FilterInputStream {
        Output(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw lost(e);
            } catch (OutOfMemoryError e) {
                deaf = true;
                throw e;
            }
            pulse.heard();
            if (read < 0 && exit.getNow(null) instanceof ExitStatus.Unknown unknown) {
                throw new IOException(unknown.reason());
            }
            if (read < 0 && !exit.isDone()) {
                try {
                    exit.complete(exitStatus());
                } catch (IOException e) {
                    throw lost(e);
                } catch (OutOfMemoryError e) {
                    deaf = true;
                    throw e;
                }
            }
            return read;
        }

        private IOException lost(Exception reason) {
            String what = "the connection to " + target + " was lost: " + reason.getMessage();
            exit.complete(new ExitStatus.Unknown(what));
            return new IOException(what, reason);
        }
    }

    /** Where nothing listens to the output any more, the engine is asked with each heartbeat. */
    private void lookForExit() throws IOException {
        if (deaf && !exit.isDone() && "false".equals(engine.inspectExec(exec).get("Running"))) {
            exit.complete(exitStatus());
        }
    }

    private ExitStatus exitStatus() throws IOException {
        for (int i = 0; i < LOOKS_FOR_EXIT; i++) {
            Map<String, String> state = engine.inspectExec(exec);
            if ("false".equals(state.get("Running")) && state.containsKey("ExitCode")) {
                return new ExitStatus.Exited(Integer.parseInt(state.get("ExitCode")));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new IOException("the engine ended the output of a program that runs");
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public void resize(TerminalSize size) throws IOException {
        try {
            engine.resizeExec(exec, size.columns(), size.rows());
        } catch (IOException e) {
            // An exec that has just ended has no size (status 500).
            if (!"false".equals(engine.inspectExec(exec).get("Running"))) {
                throw e;
            }
        }
    }

    @Override
    public void signal(PtySignal signal) throws IOException {
        String answer = run(RemoteChores.signal(program, signal));
        if (!RemoteChores.answers(answer, RemoteChores.SENT) && !RemoteChores.answers(answer, RemoteChores.GONE)) {
            throw new IOException("no shell in " + target + " could send a signal: " + answer.strip());
        }
    }

    private String run(String script) throws IOException {
        try {
            String id = engine.createExec(List.of("/bin/sh", "-c", script), false);
            try (Response response = engine.startExec(id, false, InputStream.nullInputStream())) {
                return new String(response.getBody().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            }
        } catch (RuntimeException e) {
            throw engine.unreachable(e);
        }
    }

    @Override
    public CompletionStage<ExitStatus> exit() {
        return exit;
    }

    /** The engine hangs nothing up when a connection ends: a further exec does. */
    @Override
    public void close() throws IOException {
        boolean known = exit.isDone() && !(exit.getNow(null) instanceof ExitStatus.Unknown);
        try {
            if (known && command.closing() == Closing.HANG_UP) {
                return;
            }
            end(known);
        } finally {
            pulse.close();
            input.close();
            stream.close();
            closeQuietly(engine);
        }
    }

    private void end(boolean exitKnown) throws IOException {
        String left = command.program() + " (process " + program.number() + ") may be left running in " + target + ": ";
        String answer;
        try {
            answer = run(RemoteChores.end(program, command.hangupGrace(), true, command.closing() == Closing.END_TREE));
            if (!exitKnown) {
                exit.complete(exitStatus());
            }
        } catch (IOException e) {
            if (exitKnown) {
                return;
            }
            throw new IOException(left + e.getMessage(), e);
        }
        if (!exitKnown && !RemoteChores.answers(answer, RemoteChores.GONE)) {
            throw new IOException(left + "no shell there could end it");
        }
    }

    static void closeQuietly(DockerEngine engine) {
        try {
            engine.close();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "the connections to the engine could not be closed", e);
        }
    }
}
