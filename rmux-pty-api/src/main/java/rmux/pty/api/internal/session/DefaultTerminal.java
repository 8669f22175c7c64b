// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.internal.channel.MasterChannel;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.ChildWatch;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.ResolvedCommand;

/** A terminal without a program, made of a backend's primitives. */
final class DefaultTerminal implements PtyTerminal {

    private final SessionCore core;
    private final OpenTerminal line;
    private final SessionFactory.CommandCheck check;
    private final MasterChannel master;
    private final String terminalName;
    private final ReentrantLock startLock = new ReentrantLock();
    private final Cleaner.Cleanable abandonment;

    DefaultTerminal(SessionCore core, OpenTerminal line, SessionFactory.CommandCheck check) {
        this.core = core;
        this.line = line;
        this.check = check;
        this.master = new MasterChannel(core, this::close);
        this.terminalName = master.terminalName().orElseThrow();
        this.abandonment = DroppedSessions.watch(this, core, "the terminal " + terminalName);
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
            ChildWatch state = new ChildWatch(control, () -> {});
            core.children().add(state);
            SessionFactory.watch(core, state);
            return new SessionChild(core, state, this);
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
        return "PtyTerminal[" + core.provider() + ", " + terminalName() + "]";
    }
}
