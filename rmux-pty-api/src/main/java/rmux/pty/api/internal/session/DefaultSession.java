// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.session;

import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtySession;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.internal.channel.MasterChannel;
import rmux.pty.api.internal.channel.SessionCore;
import rmux.pty.api.internal.child.Children;

/** A session made of a backend's primitives. */
final class DefaultSession implements PtySession {

    private final SessionCore core;
    private final MasterChannel master;
    private final Optional<InputStream> errorStream;
    private final SessionChild child;
    private final ProcessAdapter process;
    private final Optional<ConsoleInput> consoleInput;
    private final SessionCloser closer;
    private final Cleaner.Cleanable dropping;

    DefaultSession(SessionCore core, Children.Child child, Optional<ConsoleInput> consoleInput, String description) {
        this.core = core;
        this.master = new MasterChannel(core, this::close);
        this.errorStream = core.error().map(apart -> new MasterChannel(apart, this::close).inputStream());
        this.closer = new SessionCloser(core);
        this.child = new SessionChild(core, child, this);
        this.process =
                new ProcessAdapter(this, core, child.watch(), errorStream.orElseGet(InputStream::nullInputStream));
        this.consoleInput = consoleInput;
        this.dropping = DroppedSessions.watch(this, core, closer, description);
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
    public PtyChild child() {
        return child;
    }

    @Override
    public InputStream errorStream() {
        return errorStream.orElseThrow(() -> new IllegalStateException(
                "standard error is the terminal; PtyCommand.withSeparateError sets it apart"));
    }

    @Override
    public Process toProcess() {
        return process;
    }

    @Override
    public ConsoleInput consoleInput() {
        return consoleInput.orElseThrow(() -> new UnsupportedPtyFeatureException(
                core.provider(), PtyCapability.CONSOLE_INPUT_RECORDS, "consoleInput"));
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
        return "PtySession[" + core.provider() + ", " + child + "]";
    }
}
