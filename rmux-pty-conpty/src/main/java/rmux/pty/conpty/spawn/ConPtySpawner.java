// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty.spawn;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.conpty.io.ConsoleFlags;
import rmux.pty.conpty.io.ConsoleLibrary;
import rmux.pty.conpty.io.PseudoConsole;
import rmux.pty.windows.io.PipeSecurity;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.process.JobMonitor;
import rmux.pty.windows.spawn.ProcessArguments;

/** Starts programs, each on a pseudo console and in a job of its own, and holds what they have in common. */
public final class ConPtySpawner {

    final Win32 win32;
    final ConsoleFlags flags;
    final Duration queryWindow;
    final ConsoleHelper helper;
    final PseudoConsole.Service consoles;
    final JobMonitor jobMonitor;
    private @Nullable PipeSecurity security;

    /** A spawner over Windows; starts nothing yet. */
    public ConPtySpawner(
            Win32 win32, ConsoleFlags flags, Duration queryWindow, ConsoleHelper helper, ThreadFactory threads) {
        this.win32 = win32;
        this.flags = flags;
        this.queryWindow = queryWindow;
        this.helper = helper;
        this.consoles = new PseudoConsole.Service(win32, new EventThread(threads), threads);
        this.jobMonitor = new JobMonitor(win32, threads);
    }

    /**
     * Starts a program.
     *
     * @param library where its pseudo console comes from
     */
    public SessionParts spawn(LocalCommand command, ConsoleLibrary library) throws PtyException {
        ProcessArguments request = ProcessArguments.of(command);
        try (SpawnAttempt attempt = new SpawnAttempt(this, command, request, library)) {
            return attempt.run();
        }
    }

    /** Only success is remembered. */
    synchronized PipeSecurity security() throws PtyException {
        PipeSecurity known = security;
        if (known == null) {
            known = PipeSecurity.ofCurrentUser(win32);
            security = known;
        }
        return known;
    }
}
