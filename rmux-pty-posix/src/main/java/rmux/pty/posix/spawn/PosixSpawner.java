// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.TerminalDevice;
import rmux.pty.posix.io.ErrorPipe;
import rmux.pty.posix.io.Poller;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.process.ExitWatch;
import rmux.pty.posix.process.KqueueExitWatch;
import rmux.pty.posix.process.PidFdWatch;
import rmux.pty.posix.process.PosixChild;
import rmux.pty.posix.process.ProcessTables;
import rmux.pty.posix.process.ReaperWatch;

/** Opens terminals and starts programs on them. */
public final class PosixSpawner {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");

    private final LibC libC;
    private final Poller poller;

    private final SpawnRecipe recipe;
    private final Preparation preparation;
    private final SpawnFailures failures;
    private final ProcessTables tables;
    private final TerminalNumbers numbers;
    private final WaitingLeaders waitingLeaders = new WaitingLeaders();

    /** A spawner over a C library; starts the poller's thread. */
    public PosixSpawner(LibC libC) throws PtyException {
        this.libC = libC;
        this.recipe = SpawnRecipe.fitting(libC);
        this.preparation = new Preparation(libC);
        this.failures = new SpawnFailures(libC);
        this.tables = new ProcessTables(libC);
        this.numbers = new TerminalNumbers(libC);
        letChildrenBeCollected();
        this.poller = Poller.start(libC);
    }

    /** With SIGCHLD ignored, the kernel throws exit statuses away (waitpid(2)); the JDK does the same when it first forks. */
    private void letChildrenBeCollected() throws PtyException {
        try (NativeBlock action = new NativeBlock(libC, libC.platform().room(Constant.SIGACTION_SIZE))) {
            Errno.check("sigaction", libC.sigaction(libC.platform().signals().number("SIGCHLD"), 0, action.address()));
            if (action.word(0) == libC.platform().wide(Constant.SIG_IGN)) {
                try (NativeBlock byDefault =
                        new NativeBlock(libC, libC.platform().room(Constant.SIGACTION_SIZE))) {
                    Errno.check(
                            "sigaction",
                            libC.sigaction(libC.platform().signals().number("SIGCHLD"), byDefault.address(), 0));
                }
            }
        }
    }

    /** Starts a program on a terminal of its own. */
    public SessionParts spawn(SpawnRequest request) throws PtyException {
        PreparedCommand prepared = preparation.prepare(request);
        return numbers.opening(() -> spawn(prepared));
    }

    private SessionParts spawn(PreparedCommand prepared) throws PtyException {
        LocalCommand command = prepared.command();
        try (StartedProgram started = new StartedProgram(libC)) {
            SessionParts parts;
            try (PosixTerminal terminal = allocate(command);
                    Cleanup undo = new Cleanup()) {
                Optional<ErrorPipe> error = errorPipe(command, undo);
                PosixChild child = start(prepared, terminal, error, started);
                if (error.isPresent()) {
                    error.get().closeForParent();
                }
                parts = new SessionParts(terminal.device(), child, Optional.empty(), error.map(pipe -> pipe));
                undo.keep();
                terminal.handOver();
            }
            started.handOver();
            return parts;
        }
    }

    private PosixTerminal allocate(LocalCommand command) throws PtyException {
        try {
            return PosixTerminal.open(
                    libC, poller, command.size(), command.command().modes());
        } catch (PtySpawnException e) {
            throw e;
        } catch (PtyException e) {
            throw notPrepared(command, e);
        }
    }

    private Optional<ErrorPipe> errorPipe(LocalCommand command, Cleanup undo) throws PtyException {
        if (!command.command().separateError()) {
            return Optional.empty();
        }
        try {
            return Optional.of(undo.own(new ErrorPipe(libC, poller)));
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.ALLOCATE,
                    "no pipe for the standard error of " + command.command().program(),
                    e);
        }
    }

    private static PtySpawnException notPrepared(LocalCommand command, PtyException cause) {
        return new PtySpawnException(
                Stage.ALLOCATE, "no terminal for " + command.command().program(), cause);
    }

    private PosixChild start(
            PreparedCommand prepared, PosixTerminal terminal, Optional<ErrorPipe> error, StartedProgram started)
            throws PtyException {
        try (SpawnMemory request = new SpawnMemory(libC, prepared, terminal, started)) {
            terminal.giveTo(prepared.credentials());
            if (error.isPresent()) {
                sendErrorTo(error.get(), request);
            }
            int pid = recipe.start(request);
            if (pid < 0) {
                throw failures.explain(request, pid);
            }
            ExitWatch watch = started.own(watch(pid));
            PosixChild child = started.own(new PosixChild(
                    libC,
                    pid,
                    watch,
                    terminal.device().foregroundGroup(),
                    terminal.device().use(),
                    tables));
            if (libC.platform().has(Feature.LEADER_REVOKES)) {
                terminal.device().closeBy(new LeaderFirst(numbers, child));
            }
            if (libC.platform().has(Feature.LEADER_WAITS)) {
                waitingLeaders.add(child, terminal.device());
            }
            return child;
        } catch (PtySpawnException e) {
            throw e;
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.CREATE_PROCESS, prepared.program() + " cannot be started", e);
        }
    }

    /** The program's user owns the pipe, so that {@code /dev/stderr} can be opened. */
    private void sendErrorTo(ErrorPipe error, SpawnMemory request) throws PtyException {
        request.sendErrorTo(error.numberForChild());
        if (request.credentials().isPresent()) {
            int user = request.credentials().get().user();
            Errno.check("fchown", libC.fchown(error.numberForChild(), user, PosixTerminal.SAME_GROUP));
        }
    }

    /** Prepares to notice the exit of a process, by the JDK's reaper where the kernel or a sandbox refuses pidfds. */
    private ExitWatch watch(int pid) throws PtyException {
        OwnedDescriptor pidFd = new OwnedDescriptor(libC);
        PidFdWatch.Readiness readiness = (fd, action) -> {
            Poller.Watch watch = poller.onReadable(fd, action);
            return watch::close;
        };
        if (libC.platform().has(Feature.KQUEUE)) {
            return new KqueueExitWatch(libC, pid, readiness);
        }
        PidFdWatch watch = new PidFdWatch(libC, pid, readiness, pidFd);
        int result = pidFd.take(libC.pidfd_open(pid, 0));
        if (!Errno.isRefusal(result)) {
            Errno.check("pidfd_open", result);
            return watch;
        }
        LOGGER.log(
                Level.DEBUG,
                "pidfd_open failed with {0}; the JDK''s reaper watches process {1}",
                Errno.of(result),
                pid);
        return new ReaperWatch(libC, pid);
    }

    /** Opens a terminal without a program. */
    public OpenTerminal open(TerminalSize size) throws PtyException {
        return numbers.opening(() -> openLine(size));
    }

    private OpenTerminal openLine(TerminalSize size) throws PtyException {
        try (PosixTerminal terminal = PosixTerminal.open(libC, poller, size, Optional.empty())) {
            Line line = new Line(terminal);
            terminal.handOver();
            return line;
        }
    }

    /** A terminal that programs are started on one after another; the guard stays for its whole life. */
    private final class Line implements OpenTerminal {
        private final PosixTerminal terminal;

        private Line(PosixTerminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public TerminalDevice device() {
            return terminal.device();
        }

        @Override
        public ChildControl start(SpawnRequest request) throws PtyException {
            PreparedCommand prepared = preparation.prepare(request);
            return numbers.alone(() -> startNext(prepared));
        }

        private PosixChild startNext(PreparedCommand prepared) throws PtyException {
            LocalCommand command = prepared.command();
            try {
                terminal.set(command.command().size(), command.command().modes());
            } catch (PtyException e) {
                throw notPrepared(command, e);
            }
            try (Cleanup undo = new Cleanup();
                    StartedProgram started = new StartedProgram(libC)) {
                undo.add(() -> terminal.giveTo(Optional.empty()));
                PosixChild child = PosixSpawner.this.start(prepared, terminal, Optional.empty(), started);
                started.handOver();
                undo.keep();
                return child;
            }
        }
    }
}
