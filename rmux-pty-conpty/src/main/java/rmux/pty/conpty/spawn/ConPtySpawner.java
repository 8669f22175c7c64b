// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.ResolvedCommand;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.conpty.io.ConsoleFlags;
import rmux.pty.conpty.io.PseudoConsole;
import rmux.pty.conpty.io.QueryFilter;
import rmux.pty.conpty.io.QueryFilter.Query;
import rmux.pty.conpty.io.QueryWindow;
import rmux.pty.windows.io.ConsoleInterrupt;
import rmux.pty.windows.io.InjectedInput;
import rmux.pty.windows.io.InputRecords;
import rmux.pty.windows.io.OutputFilter;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.io.PipeSecurity;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.process.GuardedProcess;
import rmux.pty.windows.process.JobMonitor;
import rmux.pty.windows.process.JobObject;
import rmux.pty.windows.process.WindowsChild;
import rmux.pty.windows.spawn.SpawnRequest;

/** Starts programs, each on a pseudo console and in a job of its own. */
public final class ConPtySpawner {

    private final Win32 win32;
    private final ConsoleFlags flags;
    private final Duration queryWindow;
    private final ConsoleHelper helper;
    private final EventThread events = new EventThread();
    private final JobMonitor jobMonitor;
    private @Nullable PipeSecurity security;

    /** A spawner over Windows; starts nothing yet. */
    public ConPtySpawner(Win32 win32, ConsoleFlags flags, Duration queryWindow, ConsoleHelper helper) {
        this.win32 = win32;
        this.flags = flags;
        this.queryWindow = queryWindow;
        this.helper = helper;
        this.jobMonitor = new JobMonitor(win32);
    }

    /** Starts a program. */
    public SessionParts spawn(ResolvedCommand command) throws PtyException {
        SpawnRequest request = SpawnRequest.of(command);
        PseudoConsoleApi api = pseudoConsoles(command.command());
        try (Cleanup undo = new Cleanup()) {
            ReplaceableConsole slot = open(command, api);
            undo.add(slot::close);
            Filtering filtering = new Filtering(command.command(), request.program());
            Cleanup ends = new Cleanup();
            undo.add(ends::close);
            GuardedProcess process = new GuardedStart(
                            win32,
                            request,
                            slot,
                            option(command.command(), PtyOptions.ALLOW_BREAKAWAY, false),
                            job -> watchEnd(command.command(), job, slot, ends))
                    .run();
            // Closing the job ends the program, which must be before the console is waited for.
            undo.add(process::close);
            SessionParts parts = assemble(command, slot.console(), process, filtering, ends, undo);
            undo.keep();
            return parts;
        }
    }

    private SessionParts assemble(
            ResolvedCommand command,
            PseudoConsole console,
            GuardedProcess process,
            Filtering filtering,
            Cleanup ends,
            Cleanup undo)
            throws PtyException {
        console.runs(process);
        PipeDevice device = new PipeDevice(
                win32, events, console.input(), console.output(), command.size(), console, filtering::filter);
        undo.add(device::close);
        console.isRead(device::nanosSinceOutput);
        WindowsChild child = new WindowsChild(
                win32, events, process, new ConsoleInterrupt(helper, process.pid(), device.side()), () -> {
                    ends.close();
                    console.awaitClosed();
                });
        return new SessionParts(device, child, Optional.of(new InputRecords(helper, process.pid())));
    }

    private PseudoConsoleApi pseudoConsoles(PtyCommand command) throws PtySpawnException {
        Optional<Path> library = command.option(PtyOptions.CONPTY_LIBRARY);
        try {
            return library.map(win32::pseudoConsoles).orElseGet(win32::pseudoConsoles);
        } catch (UnsatisfiedLinkError e) {
            PtySpawnException failure = new PtySpawnException(
                    Stage.ALLOCATE,
                    "LoadLibrary",
                    "no pseudo consoles from " + library.map(Path::toString).orElse("kernel32") + ": "
                            + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private ReplaceableConsole open(ResolvedCommand command, PseudoConsoleApi api) throws PtySpawnException {
        boolean inheritCursor = option(command.command(), PtyOptions.CONPTY_INHERIT_CURSOR, false);
        try {
            PipeSecurity who = security();
            return new ReplaceableConsole(
                    passthrough -> PseudoConsole.open(
                            win32, api, who, command.size(), flags.ladder(passthrough, inheritCursor)),
                    option(command.command(), PtyOptions.CONPTY_PASSTHROUGH, true));
        } catch (PtyException e) {
            throw new PtySpawnException(
                    Stage.ALLOCATE, "no pseudo console for " + command.command().program(), e);
        }
    }

    private synchronized PipeSecurity security() throws PtyException {
        PipeSecurity known = security;
        if (known == null) {
            known = PipeSecurity.ofCurrentUser(win32);
            security = known;
        }
        return known;
    }

    /** Where the console can be released, the output ends with the last program by itself; else the job tells. */
    private void watchEnd(PtyCommand command, JobObject job, ReplaceableConsole slot, Cleanup ends)
            throws PtyException {
        PseudoConsole console = slot.console();
        if (command.keepOutputOpen() && !console.canRelease()) {
            ends.add(jobMonitor.onEnd(job, console::endOutput));
        }
    }

    private static <T> T option(PtyCommand command, rmux.pty.api.PtyOption<T> option, T otherwise) {
        return command.option(option).orElse(otherwise);
    }

    /** Which queries are answered, from before the program starts. */
    private final class Filtering {
        private final Set<Query> queries = EnumSet.noneOf(Query.class);
        private final Duration window;
        private final OptionalLong began;

        Filtering(PtyCommand command, String program) {
            boolean inheritCursor = option(command, PtyOptions.CONPTY_INHERIT_CURSOR, false);
            if (inheritCursor || QueryWindow.isPowerShell(program)) {
                queries.add(Query.CURSOR_POSITION);
            }
            if (option(command, PtyOptions.CONPTY_ANSWER_DEVICE_ATTRIBUTES, false)) {
                queries.add(Query.DEVICE_ATTRIBUTES);
            }
            window = inheritCursor ? QueryWindow.LONGEST : queryWindow;
            // The console host itself asks before anything else, and runs no program before it has the answer.
            began = inheritCursor ? OptionalLong.empty() : OptionalLong.of(System.nanoTime());
        }

        OutputFilter filter(InjectedInput side) {
            return queries.isEmpty()
                    ? OutputFilter.NONE
                    : new QueryFilter(queries, began, window.toNanos(), System::nanoTime, side::send);
        }
    }
}
