// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.ChildWatch;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.ResolvedCommand;
import rmux.pty.api.spi.SessionParts;

/** Assembles sessions and pairs from a backend's primitives. */
public final class SessionFactory {

    /** Starts a program. */
    public interface Start {
        SessionParts start() throws PtyException;
    }

    /** Checks a command for a pair and fills it in. */
    public interface CommandCheck {
        ResolvedCommand resolve(PtyCommand command) throws PtyException;
    }

    private SessionFactory() {}

    /** Starts a program and makes a session of it. */
    public static PtySession assemble(PtyProvider provider, PtyCommand command, Start start) throws PtyException {
        PtyEvents.SpawnTimer timer = PtyEvents.spawning();
        SessionParts parts = start.start();
        boolean keepOutputOpen = command.keepOutputOpen();
        Children children = new Children(false, keepOutputOpen, command.hangupGrace());
        TerminalSize size = command.size().orElse(TerminalSize.DEFAULT);
        SessionCore core = new SessionCore(provider.name(), provider.capabilities(), parts.device(), size, children);
        ChildWatch state = new ChildWatch(parts.child(), () -> core.leaderExited(keepOutputOpen));
        children.add(state);
        watch(core, state);
        timer.spawned(provider.name(), command.program(), state.pid());
        String description = "the session of " + command.program() + " (process " + state.pid() + ")";
        return new DefaultSession(core, state, parts.consoleInput(), description);
    }

    /** Makes a pair of an open terminal. */
    public static PtyTerminal assemblePair(
            PtyProvider provider, OpenTerminal line, TerminalSize size, CommandCheck check) {
        Children children = new Children(true, false, PtyCommand.DEFAULT_HANGUP_GRACE);
        SessionCore core = new SessionCore(provider.name(), provider.capabilities(), line.device(), size, children);
        return new DefaultTerminal(core, line, check);
    }

    /** Has a program's exit watched; a program that cannot be watched is ended and its terminal closed. */
    static void watch(SessionCore core, ChildWatch state) throws PtyException {
        try {
            state.watch();
        } catch (IOException e) {
            PtyException failure = new PtyException(
                    "watch exit", "process " + state.pid() + " cannot be watched: " + e.getMessage(), e);
            try {
                state.terminateTree();
                state.collectEventually();
                core.close();
            } catch (IOException also) {
                failure.addSuppressed(also);
            }
            throw failure;
        }
    }
}
