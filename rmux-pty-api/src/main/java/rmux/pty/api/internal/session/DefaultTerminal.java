// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.internal.channel.MasterChannel;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.ChildTree;
import rmux.pty.api.internal.child.ChildWatch;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.SpawnRequest;

/** A terminal without a program, made of a backend's primitives. */
final class DefaultTerminal implements PtyTerminal {

    private final SessionCore core;
    private final OpenTerminal line;
    private final SessionFactory.CommandCheck check;
    private final MasterChannel master;
    private final String terminalName;
    private final ReentrantLock startLock = new ReentrantLock();
    private final SessionCloser closer;
    private final Cleaner.Cleanable dropping;

    DefaultTerminal(SessionCore core, OpenTerminal line, SessionFactory.CommandCheck check) {
        this.core = core;
        this.line = line;
        this.check = check;
        this.master = new MasterChannel(core, this::close);
        this.terminalName = master.terminalName().orElseThrow();
        this.closer = new SessionCloser(core);
        this.dropping = DroppedSessions.watch(this, core, closer, "the terminal " + terminalName);
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
        SpawnRequest resolved = check.resolve(command);
        if (!core.enterQuietly()) {
            throw new PtyException("spawn", "the terminal " + terminalName() + " is closed");
        }
        startLock.lock();
        try {
            ChildControl control = line.start(resolved);
            try {
                ChildWatch watch = new ChildWatch(control, () -> {});
                Children.Child child = Children.Child.of(watch, new ChildTree(control), command);
                SessionChild started = new SessionChild(core, child, this);
                core.children().add(child);
                watch.watch();
                return started;
            } catch (IOException | RuntimeException | Error e) {
                throw SessionFactory.abandon(control, core.has(PtyCapability.PROCESS_TREE), command, e);
            }
        } finally {
            startLock.unlock();
            core.leave();
        }
    }

    @Override
    public void close() throws PtyException {
        try {
            closer.close();
        } finally {
            dropping.clean();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        try {
            return closer.closeAsync();
        } finally {
            dropping.clean();
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public String toString() {
        return "PtyTerminal[" + core.provider() + ", " + terminalName() + "]";
    }
}
