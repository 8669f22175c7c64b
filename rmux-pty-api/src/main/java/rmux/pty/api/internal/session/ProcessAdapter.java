// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.ChildWatch;

/** A session for code that knows {@link Process} only. */
final class ProcessAdapter extends Process {

    private static final ProcessHandle.Info NOTHING_KNOWN = new NothingKnown();

    private final PtySession session;
    private final ChildWatch state;
    private final boolean endsTree;
    private final InputStream errors;

    ProcessAdapter(PtySession session, SessionCore core, ChildWatch state, InputStream errors) {
        this.errors = errors;
        this.session = session;
        this.state = state;
        this.endsTree = core.has(PtyCapability.PROCESS_TREE);
    }

    @Override
    public OutputStream getOutputStream() {
        return session.master().outputStream();
    }

    @Override
    public InputStream getInputStream() {
        return session.master().inputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return errors;
    }

    @Override
    public int waitFor() throws InterruptedException {
        return session.child().waitFor().shellCode();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return session.child().waitFor(Duration.ofNanos(unit.toNanos(timeout))).isPresent();
    }

    @Override
    public int exitValue() {
        return session.child()
                .exitStatus()
                .map(ExitStatus::shellCode)
                .orElseThrow(() -> new IllegalThreadStateException(state.name() + " has not exited"));
    }

    @Override
    public boolean isAlive() {
        return session.child().exitStatus().isEmpty();
    }

    @Override
    public void destroy() {
        try {
            session.child().signalLeader(PtySignal.TERMINATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Process destroyForcibly() {
        try {
            if (endsTree) {
                session.child().terminateTree();
            } else {
                session.child().signalLeader(PtySignal.KILL);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return true;
    }

    @Override
    public long pid() {
        return session.child()
                .pid()
                .orElseThrow(() -> new UnsupportedOperationException("the program does not run on this machine"));
    }

    @Override
    public ProcessHandle toHandle() {
        return session.child()
                .handle()
                .orElseThrow(() -> new UnsupportedOperationException("the program does not run on this machine"));
    }

    /** As with the JDK's own processes, that of an ended one knows nothing. */
    @Override
    public ProcessHandle.Info info() {
        return state.handle().map(ProcessHandle::info).orElse(NOTHING_KNOWN);
    }

    @Override
    public Stream<ProcessHandle> children() {
        return state.handle().stream().flatMap(ProcessHandle::children);
    }

    @Override
    public Stream<ProcessHandle> descendants() {
        return state.handle().stream().flatMap(ProcessHandle::descendants);
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return session.child().onExit().thenApply(status -> this);
    }

    @Override
    public String toString() {
        return "Process[" + session.child() + "]";
    }

    private static final class NothingKnown implements ProcessHandle.Info {
        @Override
        public Optional<String> command() {
            return Optional.empty();
        }

        @Override
        public Optional<String> commandLine() {
            return Optional.empty();
        }

        @Override
        public Optional<String[]> arguments() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> startInstant() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> totalCpuDuration() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }
}
