// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.OwnedDescriptor;

/**
 * Runs an action when a master has become ready, by way of the {@link Poller}: one for reading, one for writing, each once.
 *
 * <p>The master comes under watch at the first wish, so that a session whose threads block in the kernel costs the poller
 * nothing.
 */
final class ReadinessNotice implements AutoCloseable {

    private static final int READ_EVENTS = EventSet.READABLE | EventSet.HUNG_UP | EventSet.FAILED;
    private static final int WRITE_EVENTS = EventSet.WRITABLE | EventSet.HUNG_UP | EventSet.FAILED;

    private final Poller poller;
    private final OwnedDescriptor master;
    private Poller.@Nullable Watch watch;
    private @Nullable Runnable onReadable;
    private @Nullable Runnable onWritable;
    private boolean closed;

    ReadinessNotice(Poller poller, OwnedDescriptor master) {
        this.poller = poller;
        this.master = master;
    }

    synchronized void onReadable(Runnable action) throws PtyException {
        onReadable = action;
        arm();
    }

    synchronized void onWritable(Runnable action) throws PtyException {
        onWritable = action;
        arm();
    }

    private void arm() throws PtyException {
        int interest = (onReadable == null ? 0 : EventSet.READABLE) | (onWritable == null ? 0 : EventSet.WRITABLE);
        if (closed || interest == 0) {
            return;
        }
        if (watch == null) {
            watch = poller.watch(master.number(), interest, this::ready);
        } else {
            watch.arm(interest);
        }
    }

    private boolean ready(int events) {
        Runnable reading = null;
        Runnable writing = null;
        synchronized (this) {
            if ((events & READ_EVENTS) != 0) {
                reading = onReadable;
                onReadable = null;
            }
            if ((events & WRITE_EVENTS) != 0) {
                writing = onWritable;
                onWritable = null;
            }
            try {
                arm();
            } catch (PtyException e) {
                // Cannot watch any more: let the waiting look for themselves, which shows them the error.
                reading = reading == null ? onReadable : reading;
                writing = writing == null ? onWritable : writing;
            }
        }
        runBoth(reading, writing);
        return true;
    }

    /** Runs what is waiting, for either direction. */
    void announceAll() {
        Runnable reading;
        Runnable writing;
        synchronized (this) {
            reading = onReadable;
            writing = onWritable;
            onReadable = null;
            onWritable = null;
        }
        runBoth(reading, writing);
    }

    /** An action that fails, for lack of memory, is put back: whoever called this calls again. */
    private void runBoth(@Nullable Runnable reading, @Nullable Runnable writing) {
        boolean read = false;
        boolean wrote = false;
        try {
            run(reading);
            read = true;
            run(writing);
            wrote = true;
        } finally {
            if (!wrote) {
                putBack(read ? null : reading, writing);
            }
        }
    }

    private synchronized void putBack(@Nullable Runnable reading, @Nullable Runnable writing) {
        onReadable = onReadable == null ? reading : onReadable;
        onWritable = onWritable == null ? writing : onWritable;
    }

    private static void run(@Nullable Runnable action) {
        if (action != null) {
            action.run();
        }
    }

    @Override
    public synchronized void close() throws PtyException {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
