// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.lang.System.Logger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.api.internal.events.QuietLog;
import rmux.pty.api.internal.waiting.LibraryThreads;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;

/**
 * The one thread of this backend: it waits in the kernel for whatever is being watched, and wakes up for nothing else.
 *
 * <p>The thread is started for the first watch and ends when nothing has been watched for a while; it parks in Java meanwhile,
 * because {@link System#exit} waits 300 ms for threads that are in native code (HotSpot, vmOperations.cpp,
 * VM_Exit::wait_for_threads_in_native_to_block). Everything depends on it, so that nothing ends it: a handler that fails, even
 * for lack of memory, is called again, and a wait that fails begins anew, with a new set of descriptors if need be.
 */
public final class Poller {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final int STACK_BYTES = 256 * 1024;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How soon a handler that did not succeed is called again, and a failed wait begins anew. */
    private static final int RETRY_MILLIS = 100;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);

    private static final int MOST_FAILURES_OF_A_SET = 3;
    private static final int NO_LIMIT = -1;

    /** What happens when a descriptor becomes ready. */
    interface Handler {
        /**
         * Called once for each arming; {@code events} are those of {@link EventSet}. Quick and not blocking.
         *
         * @return false to be called again soon with the same events, as also happens if this throws
         */
        boolean ready(int events);
    }

    /** Opens a set of descriptors. */
    interface SetOpener {
        EventSet open() throws PtyException;
    }

    private final SetOpener opener;
    private final Wakeups wakeups;
    private final EventSet.Listener listener = this::dispatch;
    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicLong nextKey = new AtomicLong();
    private volatile EventSet events;
    private volatile boolean retrying;
    private @Nullable Thread thread;

    // The thread's own.
    private int failures;
    private boolean incomplete;
    private boolean lossy;

    private Poller(LibC libC, SetOpener opener) throws PtyException {
        this.opener = opener;
        this.wakeups = new Wakeups(libC);
        this.events = opener.open();
    }

    /** Makes a poller; its thread starts with the first watch. */
    public static Poller start(LibC libC) throws PtyException {
        return start(libC, () -> EventSet.open(libC));
    }

    /** Makes a poller over sets of the caller's making. */
    static Poller start(LibC libC, SetOpener opener) throws PtyException {
        return new Poller(libC, opener);
    }

    /** The descriptors of the threads that wait without the poller. */
    Wakeups wakeups() {
        return wakeups;
    }

    /** For tests: the thread, if it is running. */
    synchronized @Nullable Thread thread() {
        return thread;
    }

    /**
     * A descriptor being watched, for one event at a time.
     *
     * <p>A handler that asks for the next event while it is called, in the poller's thread, is called again as long as there is
     * something: the kernel keeps the descriptor armed, so that asking costs no system call. The first time that it does not
     * ask, the descriptor is disarmed.
     */
    public final class Watch implements AutoCloseable {
        private final int fd;
        private final Long key; // boxed once: there may be no memory when the watch is closed
        private final Handler handler;
        private EventSet.@Nullable Entry entry;
        private @Nullable EventSet enteredIn;
        private int interest;
        private boolean closed;

        /** The events that the kernel goes on telling, none if it tells once. */
        private int kept;

        /** The thread that calls the handler, while it does. */
        private @Nullable Thread dispatcher;

        private boolean asked;

        // Written by the poller's thread only.
        private int pending;

        private Watch(int fd, int interest, Long key, Handler handler) {
            this.fd = fd;
            this.interest = interest;
            this.key = key;
            this.handler = handler;
        }

        /** Asks for one notification of the events given; 0 for none. */
        synchronized void arm(int newInterest) throws PtyException {
            interest = newInterest;
            if (closed || entry == null) {
                return;
            }
            if (dispatcher == Thread.currentThread()) {
                asked = true;
            } else {
                kept = 0;
                entry.arm(newInterest);
            }
        }

        private synchronized void enter(EventSet set) throws PtyException {
            if (!closed && !set.equals(enteredIn)) {
                entry = set.add(fd, interest, key);
                enteredIn = set;
                kept = 0;
            }
        }

        private synchronized void rearm() throws PtyException {
            if (!closed && entry != null) {
                kept = 0;
                entry.arm(interest);
            }
        }

        /** Ends the watch; the descriptor must still be open. The handler may be running for the last time. */
        @Override
        public synchronized void close() throws PtyException {
            if (!closed) {
                closed = true;
                forget(key);
                if (entry != null) {
                    entry.close();
                }
            }
        }

        /** Calls the handler for what has happened, and keeps that if the handler does not succeed. */
        private void dispatch(int ready) {
            pending |= ready;
            begin();
            try {
                if (handler.ready(pending)) {
                    pending = 0;
                }
            } catch (RuntimeException | Error e) {
                QuietLog.warn(LOGGER, "a readiness handler failed; it is called again", e);
            } finally {
                if (pending != 0) {
                    retrying = true;
                }
                end();
            }
        }

        private synchronized void begin() {
            dispatcher = Thread.currentThread();
            asked = false;
        }

        /** Tells the kernel what the handler has asked for, unless the kernel goes on telling just that. */
        private synchronized void end() {
            dispatcher = null;
            if (closed || entry == null) {
                return;
            }
            try {
                if (asked && pending == 0) {
                    if (kept != interest) {
                        kept = entry.keepArmed(interest) ? interest : 0;
                    }
                } else if (asked || kept != 0) {
                    kept = 0;
                    entry.arm(asked ? interest : 0);
                }
            } catch (PtyException e) {
                lossy = true;
                QuietLog.warn(LOGGER, "a descriptor cannot be watched; trying again", e);
            }
        }
    }

    /** The thread looks for itself after it has dispatched; any other one has to wake it. */
    private void forget(Long key) {
        watches.remove(key);
        if (watches.isEmpty() && Thread.currentThread() != thread()) {
            events.wake();
        }
    }

    /** Watches a descriptor, at first for the events given; the caller keeps it open until the watch is closed. */
    Watch watch(int fd, int interest, Handler handler) throws PtyException {
        Watch watch = new Watch(fd, interest, nextKey.incrementAndGet(), handler);
        watches.put(watch.key, watch);
        boolean entered = false;
        try {
            ensureRunning();
            watch.enter(events);
            entered = true;
            return watch;
        } finally {
            if (!entered) {
                forget(watch.key);
            }
        }
    }

    /**
     * Calls an action when a descriptor becomes readable, and again soon until it returns true; the caller keeps the
     * descriptor open until the watch is closed.
     */
    public Watch onReadable(OwnedDescriptor descriptor, BooleanSupplier action) throws PtyException {
        return watch(descriptor.number(), EventSet.READABLE, ready -> action.getAsBoolean());
    }

    /** A thread that is refused fails the call that needed it, and is asked for again by the next one. */
    private synchronized void ensureRunning() throws PtyException {
        if (thread == null) {
            Thread created = LibraryThreads.create("poller", STACK_BYTES, this::run);
            try {
                LibraryThreads.start(created);
            } catch (OutOfMemoryError e) {
                throw new PtyException("start thread", "no thread can be started to watch the terminal", e);
            }
            thread = created;
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Whatever is thrown, by the handling of what was thrown as well, the thread goes on: without it no exit is noticed. */
    private void run() {
        boolean needed = true;
        while (needed) {
            try {
                needed = serve();
            } catch (RuntimeException | Error e) {
                lossy = true;
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Serves until an error gets in the way, which is true, or the thread is no longer needed, which is false. */
    private boolean serve() {
        try {
            while (true) {
                if (watches.isEmpty() && !parkUntilNeeded()) {
                    return false;
                }
                if (incomplete) {
                    enterAll();
                }
                if (lossy) {
                    rearmAll();
                }
                boolean again = retrying;
                retrying = false;
                events.await(again ? RETRY_MILLIS : NO_LIMIT, listener);
                failures = 0;
                if (again) {
                    retryAll();
                }
            }
        } catch (PtyException e) {
            retrying = true;
            LockSupport.parkNanos(RETRY_NANOS);
            QuietLog.warn(LOGGER, "waiting for events failed; trying again", e);
            if (++failures >= MOST_FAILURES_OF_A_SET) {
                replaceSet();
            }
            return true;
        }
    }

    /** Returns false when the thread has not been needed for a while, and no longer counts as running. */
    private boolean parkUntilNeeded() {
        long idleSince = System.nanoTime();
        while (watches.isEmpty()) {
            long left = idleSince + IDLE_NANOS - System.nanoTime();
            if (left <= 0) {
                synchronized (this) {
                    if (watches.isEmpty()) {
                        thread = null;
                        return false;
                    }
                }
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
        return true;
    }

    private void dispatch(long key, int ready) {
        Watch watch = watches.get(key);
        if (watch != null) {
            watch.dispatch(ready);
        }
    }

    private void retryAll() {
        for (Watch watch : watches.values()) {
            if (watch.pending != 0) {
                watch.dispatch(0);
            }
        }
    }

    /** The set itself seems to be broken, as when somebody has closed its descriptor: watches everything in a new one. */
    private void replaceSet() {
        try {
            EventSet broken = events;
            events = opener.open();
            incomplete = true;
            failures = 0;
            broken.close();
        } catch (PtyException e) {
            QuietLog.warn(LOGGER, "replacing the set of watched descriptors failed", e);
        }
    }

    /** Events that the kernel has handed out were lost on the way to their watches: asks for all of them again. */
    private void rearmAll() throws PtyException {
        for (Watch watch : watches.values()) {
            watch.rearm();
        }
        lossy = false;
    }

    private void enterAll() throws PtyException {
        for (Watch watch : watches.values()) {
            watch.enter(events);
        }
        incomplete = false;
    }
}
