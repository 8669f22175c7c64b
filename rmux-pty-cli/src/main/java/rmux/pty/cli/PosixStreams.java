// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.stdio.StandardInput;
import rmux.pty.posix.stdio.StandardTerminal;

/** Standard streams on a POSIX system. */
final class PosixStreams extends PlainStreams {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");

    private final StandardTerminal terminal;
    private @Nullable StandardInput input; // guarded by this
    private boolean stopped; // guarded by this
    private boolean raw; // guarded by this

    private PosixStreams(StandardTerminal terminal) {
        this.terminal = terminal;
    }

    static PosixStreams ofThisProcess() {
        return new PosixStreams(StandardTerminal.ofThisProcess());
    }

    @Override
    public boolean isInteractive() {
        return terminal.isInteractive();
    }

    @Override
    public Optional<TerminalSize> size() {
        return terminal.size();
    }

    /** Also whenever this process continues after a stop, during which the shell had the terminal. */
    @Override
    public void enterRawMode() throws IOException {
        synchronized (this) {
            terminal.enterRawMode();
            raw = true;
        }
        ProcessSignals.handle("CONT", number -> enterRawModeAgain());
    }

    private synchronized void enterRawModeAgain() {
        if (raw) {
            try {
                terminal.enterRawMode();
            } catch (PtyException e) {
                LOGGER.log(Level.DEBUG, "raw mode", e);
            }
        }
    }

    @Override
    public synchronized void restore() {
        if (raw) {
            try {
                terminal.restore();
                raw = false;
            } catch (PtyException e) {
                LOGGER.log(Level.DEBUG, "restore", e); // the terminal has been disconnected
            }
        }
    }

    @Override
    public void onResize(Runnable action) {
        ProcessSignals.handle("WINCH", number -> action.run());
    }

    /**
     * SIGQUIT does what the user means by it: where ^\ goes to the program, the signal comes from somebody else and is ignored;
     * otherwise it ends this process, and thereby hangs the program up.
     */
    @Override
    public void silenceJvm() {
        try {
            terminal.setQuitIgnored(terminal.isInteractive());
        } catch (PtyException e) {
            LOGGER.log(Level.DEBUG, "SIGQUIT", e);
        }
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        StandardInput source = input();
        return source == null ? -1 : source.read(bytes);
    }

    private synchronized @Nullable StandardInput input() throws PtyException {
        if (input == null && !stopped) {
            input = terminal.openInput();
        }
        return stopped ? null : input;
    }

    @Override
    public void stopReading() {
        StandardInput opened;
        synchronized (this) {
            stopped = true;
            opened = input;
        }
        if (opened != null) {
            try {
                opened.close();
            } catch (PtyException e) {
                LOGGER.log(Level.DEBUG, "standard input", e);
            }
        }
    }
}
