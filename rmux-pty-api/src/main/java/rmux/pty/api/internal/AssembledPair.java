// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtyPair;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.ResolvedCommand;
import rmux.pty.api.spi.TerminalLine;

/** A terminal without a program, made of a backend's primitives. */
final class AssembledPair implements PtyPair {

    private final SessionCore core;
    private final TerminalLine line;
    private final Sessions.CommandCheck check;
    private final MasterChannel master;
    private final String terminalName;
    private final ReentrantLock startLock = new ReentrantLock();
    private final Cleaner.Cleanable abandonment;

    AssembledPair(SessionCore core, TerminalLine line, Sessions.CommandCheck check) {
        this.core = core;
        this.line = line;
        this.check = check;
        this.master = new MasterChannel(core, this::close);
        this.terminalName = master.terminalName().orElseThrow();
        this.abandonment = AbandonedSessions.watch(this, core, "the terminal " + terminalName);
    }

    @Override
    public String provider() {
        return core.provider();
    }

    @Override
    public PtyMaster master() {
        return master;
    }

    @Override
    public String terminalName() {
        return terminalName;
    }

    @Override
    public PtyChild spawn(PtyCommand command) throws PtyException {
        ResolvedCommand resolved = check.resolve(command);
        if (!core.enterQuietly()) {
            throw new PtyException("spawn", "the terminal " + terminalName() + " is closed");
        }
        startLock.lock();
        try {
            ChildControl control = line.start(resolved);
            ChildState state = new ChildState(control, () -> {});
            core.children().add(state);
            Sessions.watch(core, state);
            return new ChildMonitor(core, state, this);
        } finally {
            startLock.unlock();
            core.leave();
        }
    }

    @Override
    public void close() throws PtyException {
        try {
            core.close();
        } finally {
            abandonment.clean();
        }
    }

    @Override
    public String toString() {
        return "PtyPair[" + core.provider() + ", " + terminalName() + "]";
    }
}
