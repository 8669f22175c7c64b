// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.IOException;
import java.util.Optional;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.ChildTree;
import rmux.pty.api.internal.child.ChildWatch;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.internal.events.Printable;
import rmux.pty.api.internal.events.PtyEvents;
import rmux.pty.api.internal.events.Suppression;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

/** Assembles sessions and pairs from a backend's primitives. */
public final class SessionFactory {

    /** Starts a program. */
    public interface Start {
        SessionParts start() throws PtyException;
    }

    /** Checks a command for a pair and fills it in. */
    public interface CommandCheck {
        SpawnRequest resolve(PtyCommand command) throws PtyException;
    }

    private SessionFactory() {}

    /** Starts a program and makes a session of it. */
    public static PtySession assemble(PtyProvider provider, PtyCommand command, Start start) throws PtyException {
        Provisions.ensure();
        PtyEvents.SpawnTimer timer = PtyEvents.spawning();
        boolean hasTree = hasTree(provider); // asked now: there may be no memory for the answer when it is needed
        SessionParts parts = start.start();
        SessionCore core = null;
        try {
            boolean keepOutputOpen = command.keepOutputOpen();
            Children children = new Children(false, keepOutputOpen);
            TerminalSize size = command.size().orElse(TerminalSize.DEFAULT);
            SessionCore made = new SessionCore(
                    provider.name(), provider.capabilities(), parts.device(), size, children, parts.error());
            core = made;
            ChildWatch watch = new ChildWatch(parts.child(), () -> made.leaderExited(keepOutputOpen));
            Children.Child child = Children.Child.of(watch, new ChildTree(parts.child()), command);
            children.add(child);
            String description = "the session of " + command.program() + " (" + watch.name() + ")";
            DefaultSession session = new DefaultSession(made, child, parts.consoleInput(), description);
            watch.watch();
            timer.spawned(provider.name(), command.program(), watch.pid());
            return session;
        } catch (IOException | RuntimeException | Error e) {
            if (core != null) {
                core.beginClosing(); // what is undone here is not to be closed again when it becomes unreachable
            }
            close(parts, e);
            throw abandon(parts.child(), hasTree, command, e);
        }
    }

    private static void close(SessionParts parts, Throwable reason) {
        try {
            if (parts.error().isPresent()) {
                parts.error().get().close();
            }
        } catch (IOException | RuntimeException | Error also) {
            Suppression.add(reason, also);
        }
        try {
            parts.device().close();
        } catch (IOException | RuntimeException | Error also) {
            Suppression.add(reason, also);
        }
    }

    /** Makes a terminal without a program of a backend's open terminal. */
    public static PtyTerminal assembleTerminal(
            PtyProvider provider, OpenTerminal line, TerminalSize size, CommandCheck check) throws PtyException {
        try {
            Provisions.ensure();
            Children children = new Children(true, false);
            SessionCore core = new SessionCore(
                    provider.name(), provider.capabilities(), line.device(), size, children, Optional.empty());
            return new DefaultTerminal(core, line, check);
        } catch (RuntimeException | Error e) {
            try {
                line.device().close();
            } catch (IOException | RuntimeException | Error also) {
                Suppression.add(e, also);
            }
            throw e;
        }
    }

    private static boolean hasTree(PtyProvider provider) {
        return provider.capabilities().contains(PtyCapability.PROCESS_TREE);
    }

    /**
     * Ends a program that was started but cannot be made part of a session, whatever the reason.
     *
     * @return the exception to throw, if the reason is not itself unchecked
     */
    static PtySpawnException abandon(ChildControl control, boolean hasTree, PtyCommand command, Throwable reason) {
        try {
            AbandonedStart.end(control, hasTree);
        } catch (IOException | RuntimeException | Error also) {
            Suppression.add(reason, also);
        }
        if (reason instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (reason instanceof Error error) {
            throw error;
        }
        String message =
                "the program " + Printable.text(command.program()) + " was ended, because its exit cannot be watched";
        if (reason instanceof PtyException failed) {
            return new PtySpawnException(Stage.WATCH_EXIT, message, failed);
        }
        PtySpawnException failure =
                new PtySpawnException(Stage.WATCH_EXIT, "watch exit", message + ": " + reason.getMessage());
        failure.initCause(reason);
        return failure;
    }
}
