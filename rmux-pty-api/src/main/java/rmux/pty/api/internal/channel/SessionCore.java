// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.Closing;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.api.internal.child.Children;
import rmux.pty.api.internal.waiting.EagerLook;
import rmux.pty.api.internal.waiting.Gate;
import rmux.pty.api.internal.waiting.Waiter;
import rmux.pty.api.spi.ErrorOutput;
import rmux.pty.api.spi.TerminalDevice;

/**
 * A terminal and its programs: what is open, what has ended, and the order in which it is released.
 *
 * <p>The device is released when the session is closed, or earlier when nothing can come of it any more: its output was
 * read to the end and its program has exited. Calls enter the {@link Gate} before they touch the device.
 */
public final class SessionCore {

    private static final Logger LOGGER = System.getLogger("rmux.pty.api");

    private final String provider;
    private final Set<PtyCapability> capabilities;
    private final TerminalDevice device;
    private final Gate gate = new Gate(this::closeDevice);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Children children;

    /** That of standard error, if it is apart: it is hung up with this one. */
    private final Optional<SessionCore> error;

    private final Waiter reader;
    private final Waiter writer;
    private final EagerLook answers = new EagerLook();
    private volatile long closingTime;
    private volatile TerminalSize lastSize;
    private volatile boolean outputEnded;

    /** The thread that is announcing an exit, or hanging up. */
    private volatile @Nullable Thread ending;

    private volatile @Nullable Throwable deviceCloseFailure;

    public SessionCore(
            String provider,
            Set<PtyCapability> capabilities,
            TerminalDevice device,
            TerminalSize size,
            Children children,
            Optional<ErrorOutput> error) {
        this.provider = provider;
        this.error = error.map(output ->
                new SessionCore(provider, Set.of(), new ErrorChannel(output), size, children, Optional.empty()));
        this.capabilities = capabilities;
        this.device = device;
        this.lastSize =
                capabilities.contains(PtyCapability.PIXEL_SIZE) ? size : TerminalSize.of(size.columns(), size.rows());
        this.children = children;
        this.reader = new Waiter(device.readable());
        this.writer = new Waiter(device.writable());
    }

    public String provider() {
        return provider;
    }

    TerminalDevice device() {
        return device;
    }

    public Children children() {
        return children;
    }

    /** The core of standard error, if that is apart. */
    public Optional<SessionCore> error() {
        return error;
    }

    Waiter reader() {
        return reader;
    }

    Waiter writer() {
        return writer;
    }

    /** What decides how a thread that has written waits for the answer. */
    EagerLook answers() {
        return answers;
    }

    public void require(PtyCapability capability, String operation) {
        if (!capabilities.contains(capability)) {
            throw new UnsupportedPtyFeatureException(provider, capability, operation);
        }
    }

    public boolean has(PtyCapability capability) {
        return capabilities.contains(capability);
    }

    /**
     * Enters the device. Returns false if it was released after the end of output. If this returns true, the caller must
     * call {@link #leave}.
     *
     * @throws ClosedChannelException if the session was closed
     */
    boolean enter() throws ClosedChannelException {
        if (isClosing()) {
            throw new ClosedChannelException();
        }
        if (gate.enter()) {
            return true;
        }
        if (isClosing()) {
            throw new ClosedChannelException();
        }
        return false;
    }

    /** Enters the device if it is still there; if this returns true, the caller must call {@link #leave}. */
    public boolean enterQuietly() {
        return gate.enter();
    }

    public void leave() {
        gate.leave();
    }

    public boolean isClosing() {
        return closing.get();
    }

    boolean isOutputEnded() {
        return outputEnded;
    }

    /** Whether nothing was lost by dropping the session: its output was read and its program has exited. */
    public boolean isSettled() {
        return outputEnded
                && children.areAllGone()
                && error.map(SessionCore::isSettled).orElse(true);
    }

    /** Called by a reader inside, when the device says so. */
    void outputEnded() {
        outputEnded = true;
        retireIfExhausted();
    }

    /** Called by the thread that collected the exit of a session's only program, again if it throws; does not block. */
    public void leaderExited(boolean keepOutputOpen) {
        error.ifPresent(apart -> apart.leaderExited(keepOutputOpen));
        if (gate.enter()) {
            ending = Thread.currentThread();
            try {
                device.leaderExited(keepOutputOpen);
                reader.wake();
            } finally {
                ending = null;
                gate.leave();
            }
        }
        writer.wake();
        retireIfExhausted();
    }

    private void retireIfExhausted() {
        if (outputEnded && children.areAllGone() && !children.mayStartMore() && gate.enter()) {
            try {
                recordTrees(System.nanoTime());
            } finally {
                gate.leave();
            }
            gate.shut();
        }
    }

    /** Records what belongs to programs whose trees closing ends, while the terminal still tells who holds it. */
    private void recordTrees(long requestTime) {
        if (!has(PtyCapability.PROCESS_TREE)) {
            return;
        }
        for (Children.Child child : children.all()) {
            if (child.closing() == Closing.END_TREE) {
                try {
                    child.tree().record(requestTime);
                } catch (IOException | RuntimeException e) {
                    LOGGER.log(Level.WARNING, "what " + child.watch().name() + " started cannot be recorded", e);
                }
            }
        }
    }

    TerminalSize lastSize() {
        return lastSize;
    }

    void lastSize(TerminalSize size) {
        lastSize = size;
    }

    /** Makes this the thread that closes the session; false if another one is, or was. */
    public boolean beginClosing() {
        long now = System.nanoTime();
        if (!closing.compareAndSet(false, true)) {
            return false;
        }
        closingTime = now;
        error.ifPresent(SessionCore::beginClosing);
        return true;
    }

    /** Ends the calls in progress and hangs up, once they have left. Does not block. */
    public void hangUp() {
        error.ifPresent(SessionCore::hangUp);
        if (gate.enter()) {
            ending = Thread.currentThread();
            try {
                recordTrees(closingTime);
                reader.wakeInKernel();
                writer.wakeInKernel();
                reader.wake();
                writer.wake();
            } finally {
                ending = null;
                gate.leave();
            }
        }
        gate.shut();
    }

    /** Whether this thread is announcing an exit, or hanging up. */
    boolean isEndingInThisThread() {
        return ending == Thread.currentThread();
    }

    /** Whether the terminal has been closed. */
    public boolean isHungUp() {
        return gate.isDisposed() && error.map(SessionCore::isHungUp).orElse(true);
    }

    /** What went wrong when the terminal was closed. */
    public Optional<Throwable> hangUpFailure() {
        return Optional.ofNullable(deviceCloseFailure).or(() -> error.flatMap(SessionCore::hangUpFailure));
    }

    private void closeDevice() {
        try {
            device.close();
        } catch (IOException | RuntimeException | Error e) {
            deviceCloseFailure = e;
        }
    }
}
