// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.internal.events.Suppression;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.conpty.io.ConsoleLibrary;
import rmux.pty.conpty.io.PseudoConsole;
import rmux.pty.conpty.io.QueryFilter;
import rmux.pty.conpty.io.QueryFilter.Query;
import rmux.pty.conpty.io.QueryWindow;
import rmux.pty.conpty.options.ConPtyOptions;
import rmux.pty.windows.io.ConsoleInterrupt;
import rmux.pty.windows.io.InjectedInput;
import rmux.pty.windows.io.InputRecords;
import rmux.pty.windows.io.OutputFilter;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.GuardedProcess;
import rmux.pty.windows.process.JobObject;
import rmux.pty.windows.process.WindowsChild;
import rmux.pty.windows.spawn.ProcessArguments;
import rmux.pty.windows.spawn.SpawnFailures;

/**
 * One attempt to start a program; owns what it has opened until the session takes it over.
 *
 * <p>The program is created suspended and runs its first instruction only when it is in a job of its own. If this process is
 * itself in a job that does not allow nesting (one with limits of the user interface), putting the program into another is
 * denied; then it is started outside our job, if that allows breaking away, and else not at all.
 */
final class SpawnAttempt implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger("rmux.pty.conpty");

    private final ConPtySpawner spawner;
    private final Win32 win32;
    private final LocalCommand command;
    private final ProcessArguments request;
    private final ConsoleLibrary library;
    private final boolean inheritCursor;
    private final Map<Query, Long> queries;

    private Stage stage = Stage.ALLOCATE;
    private String failing = "has no pseudo console";
    private @Nullable PseudoConsole console;
    private @Nullable JobObject job;
    private @Nullable SuspendedProcess suspended;
    private @Nullable GuardedProcess process;
    private Cleanup.Step watch = () -> {};
    private @Nullable PipeDevice device;
    private @Nullable WindowsChild child;

    SpawnAttempt(ConPtySpawner spawner, LocalCommand command, ProcessArguments request, ConsoleLibrary library) {
        this.spawner = spawner;
        this.win32 = spawner.win32;
        this.command = command;
        this.request = request;
        this.library = library;
        this.inheritCursor = option(ConPtyOptions.INHERIT_CURSOR, false);
        this.queries = queries();
    }

    /** Starts the program. Every failure is reported with its stage and the program. */
    SessionParts run() throws PtySpawnException {
        try {
            PseudoConsole opened = openConsole(option(ConPtyOptions.PASSTHROUGH, false));
            console = opened;
            if (!createInJob(0)) {
                createInJob(Constants.CREATE_BREAKAWAY_FROM_JOB);
            }
            return letRun(held(console), held(suspended), held(job));
        } catch (PtySpawnException e) {
            throw e;
        } catch (PtyException e) {
            throw new PtySpawnException(stage, request.program() + " " + failing, e);
        }
    }

    private PseudoConsole openConsole(boolean passthrough) throws PtyException {
        return PseudoConsole.open(
                spawner.consoles,
                library.api(),
                spawner.security(),
                command.size(),
                spawner.flags.ladder(library, passthrough, inheritCursor));
    }

    /** Creates the program in a job; false when the job of this process is in the way. */
    private boolean createInJob(int extraFlags) throws PtyException {
        next(Stage.JOB, "has no Job Object");
        JobObject guard = JobObject.create(win32, option(PtyOptions.ALLOW_BREAKAWAY, false));
        job = guard;
        SuspendedProcess created = createOrReplaceConsole(extraFlags);
        suspended = created;
        next(Stage.JOB, "cannot be put into its Job Object");
        int assigned = guard.assign(created.process());
        if (assigned == 0) {
            return true;
        }
        PtyException failure = new PtyException("AssignProcessToJobObject", Win32Error.of(win32, assigned));
        endProcess(failure);
        if (assigned != -Win32Error.ERROR_ACCESS_DENIED) {
            throw failure;
        }
        if (extraFlags != 0) {
            throw refusal("breakaway job assignment denied", failure);
        }
        LOGGER.log(Level.DEBUG, "{0}; trying again outside the job of this process", failure.getMessage());
        return false;
    }

    /** Once more without passthrough, if a console with it is what CreateProcessW cannot take. */
    private SuspendedProcess createOrReplaceConsole(int extraFlags) throws PtyException {
        PseudoConsole current = held(console);
        try {
            return create(current, extraFlags);
        } catch (PtyException e) {
            if (!isWin32(e, Win32Error.ERROR_INVALID_PARAMETER) || !current.usesPassthrough()) {
                throw explain(extraFlags, e);
            }
            LOGGER.log(Level.WARNING, "{0}; trying again on a pseudo console without passthrough", e.getMessage());
        }
        next(Stage.ALLOCATE, "has no pseudo console without passthrough");
        current.discard(); // nobody reads it yet: a reader gets to see only the console that a program runs on
        PseudoConsole replacement = openConsole(false);
        console = replacement;
        try {
            return create(replacement, extraFlags);
        } catch (PtyException e) {
            throw explain(extraFlags, e);
        }
    }

    private SuspendedProcess create(PseudoConsole on, int extraFlags) throws PtyException {
        next(Stage.CREATE_PROCESS, "cannot be created");
        return SuspendedProcess.create(win32, request, on.handle(), extraFlags);
    }

    private PtySpawnException explain(int extraFlags, PtyException e) {
        PtySpawnException explained = SpawnFailures.explain(request, e);
        return extraFlags != 0 && isWin32(e, Win32Error.ERROR_ACCESS_DENIED)
                ? refusal("breakaway process creation denied", explained)
                : explained;
    }

    /** Ends what has not run, and its job; the failure that is the reason learns what goes wrong. */
    private void endProcess(PtyException reason) {
        try (Cleanup owned = new Cleanup()) {
            owned.add(held(job)::close);
            owned.add(held(suspended)::close);
        } catch (PtyException also) {
            Suppression.add(reason, also);
        }
        suspended = null;
        job = null;
    }

    private SessionParts letRun(PseudoConsole on, SuspendedProcess created, JobObject guard) throws PtyException {
        next(Stage.RESUME, "was created and could not be let run");
        if (!on.release() && command.command().keepOutputOpen()) {
            watch = spawner.jobMonitor.onEnd(guard, on::endOutput);
        }
        GuardedProcess running = new GuardedProcess(win32, created.pid(), created.process(), guard);
        created.resume();
        process = running;
        failing = "was started and could not be given its terminal";
        on.runs(running);
        PipeDevice made = new PipeDevice(win32, spawner.consoles.events(), on.input(), on.output(), on, this::filter);
        device = made;
        on.isRead(made::nanosSinceOutput);
        Optional<ConsoleInput> records = Optional.of(new InputRecords(spawner.helper, running));
        Cleanup.Step ended = watch;
        WindowsChild leader = new WindowsChild(
                win32,
                spawner.consoles.events(),
                running,
                new ConsoleInterrupt(spawner.helper, running, made.side()),
                () -> endSession(ended, on, created.thread()));
        child = leader;
        SessionParts parts = new SessionParts(made, leader, records);
        console = null;
        return parts;
    }

    /** What remains to be done when every process of the job has ended. */
    private static void endSession(Cleanup.Step watch, PseudoConsole on, Cleanup.Step thread) throws PtyException {
        try (Cleanup owned = new Cleanup()) {
            owned.add(thread);
            owned.add(on::awaitClosed);
            owned.add(watch);
        }
    }

    private void next(Stage now, String whatFails) {
        stage = now;
        failing = whatFails;
    }

    private <T> T option(PtyOption<T> option, T otherwise) {
        return command.command().option(option).orElse(otherwise);
    }

    /** Which queries are answered. PowerShell's is awaited for a while, from before it starts; the host's until it comes. */
    private Map<Query, Long> queries() {
        Map<Query, Long> awaited = new EnumMap<>(Query.class);
        if (inheritCursor) {
            awaited.put(Query.CURSOR_POSITION, QueryFilter.UNTIL_ANSWERED);
        } else if (QueryWindow.isPowerShell(request.program())) {
            awaited.put(Query.CURSOR_POSITION, System.nanoTime() + spawner.queryWindow.toNanos());
        }
        if (option(ConPtyOptions.ANSWER_DEVICE_ATTRIBUTES, true)) {
            awaited.put(Query.DEVICE_ATTRIBUTES, QueryFilter.UNTIL_ANSWERED);
        }
        return awaited;
    }

    private OutputFilter filter(InjectedInput side) {
        return queries.isEmpty()
                ? OutputFilter.NONE
                : new QueryFilter(queries, spawner.queryWindow.toNanos(), System::nanoTime, side::send);
    }

    private static PtySpawnException refusal(String what, PtyException cause) {
        LOGGER.log(Level.ERROR, "{0}; refusing to run an unguarded program", what);
        return new PtySpawnException(
                Stage.JOB, what + "; refusing to run ConPTY child without Job Object cleanup", cause);
    }

    private static boolean isWin32(PtyException e, int code) {
        return e.nativeError()
                .filter(error -> error.kind().equals(NativeError.Kind.WIN32) && error.code() == code)
                .isPresent();
    }

    private static <T> T held(@Nullable T part) {
        return Objects.requireNonNull(part);
    }

    /** Undoes everything, newest first, unless the session has taken it over. */
    @Override
    public void close() throws PtyException {
        PseudoConsole opened = console;
        if (opened == null) {
            return;
        }
        try (Cleanup owned = new Cleanup()) {
            owned.add(opened::discard);
            owned.add(watch);
            // Closing the job ends the program, which must be before the console is waited for.
            if (child != null) {
                owned.add(child::close);
            } else if (process != null) {
                owned.add(held(suspended).thread());
                owned.add(process::close);
            } else {
                if (job != null) {
                    owned.add(job::close);
                }
                if (suspended != null) {
                    owned.add(suspended::close);
                }
            }
            if (device != null) {
                owned.add(device::close);
            }
        }
    }
}
