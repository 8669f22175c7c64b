// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.OwnedDescriptor;

/**
 * The one thread of this backend: it waits in the kernel for whatever was asked to be watched, and wakes up for nothing else.
 *
 * <p>Made when the first session needs it; a daemon, which lives on. When nothing is watched any more it parks in Java. For
 * {@link System#exit} waits 300 ms for threads that are in native code (HotSpot, vmOperations.cpp,
 * VM_Exit::wait_for_threads_in_native_to_block), which every program would pay that has ever had a session.
 */
public final class Poller {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final int STACK_BYTES = 256 * 1024;

    /** What happens when a descriptor becomes ready. */
    interface Handler {
        /** Told once for each arming; {@code events} are epoll's. Quick and not blocking. */
        void ready(int events);
    }

    private final EventSet events;
    private final Thread thread;
    private final Map<Long, Handler> handlers = new ConcurrentHashMap<>();
    private final AtomicLong nextKey = new AtomicLong();

    private Poller(EventSet events) {
        this.events = events;
        this.thread = new Thread(null, this::run, "rmux-pty-poller", STACK_BYTES);
        thread.setDaemon(true);
    }

    /** Makes a poller and starts its thread. */
    public static Poller start(LibC libC) throws PtyException {
        return start(EventSet.open(libC));
    }

    /** Makes a poller over a set of its own and starts its thread. */
    static Poller start(EventSet events) {
        Poller poller = new Poller(events);
        poller.thread.start();
        return poller;
    }

    /** For tests. */
    Thread thread() {
        return thread;
    }

    /** A descriptor under watch, for one event at a time. */
    public final class Watch implements AutoCloseable {
        private final EventSet.Entry entry;
        private final long key;
        private boolean closed;

        private Watch(EventSet.Entry entry, long key) {
            this.entry = entry;
            this.key = key;
        }

        /** Asks to be told once of the events given; none to be told of nothing. */
        synchronized void arm(int interest) throws PtyException {
            if (!closed) {
                entry.arm(interest);
            }
        }

        /** Ends the watch; the descriptor must still be open. The handler may be running for the last time. */
        @Override
        public synchronized void close() throws PtyException {
            if (!closed) {
                closed = true;
                forget(key);
                entry.close();
            }
        }
    }

    /** The thread looks for itself after it has dispatched; any other one has to tell it. */
    private void forget(long key) {
        handlers.remove(key);
        if (handlers.isEmpty() && Thread.currentThread() != thread) {
            events.wake();
        }
    }

    /** Watches a descriptor, at first for the events given; the caller keeps it open until the watch is closed. */
    Watch watch(int fd, int interest, Handler handler) throws PtyException {
        long key = nextKey.incrementAndGet();
        handlers.put(key, handler);
        LockSupport.unpark(thread);
        try {
            return new Watch(events.add(fd, interest, key), key);
        } catch (PtyException e) {
            forget(key);
            throw e;
        }
    }

    /** Runs an action once, when a descriptor becomes readable; the caller keeps it open until the watch is closed. */
    public Watch onReadable(OwnedDescriptor descriptor, Runnable action) throws PtyException {
        return watch(descriptor.number(), Linux.EPOLLIN, ready -> action.run());
    }

    private void run() {
        try {
            while (true) {
                while (handlers.isEmpty()) {
                    LockSupport.park(this);
                }
                events.await(this::dispatch);
            }
        } catch (PtyException e) {
            LOGGER.log(Level.ERROR, "the wait for events failed; exits and readiness go unnoticed", e);
        }
    }

    private void dispatch(long key, int ready) {
        Handler handler = handlers.get(key);
        if (handler == null) {
            return;
        }
        try {
            handler.ready(ready);
        } catch (RuntimeException | Error e) {
            // Nor does an OutOfMemoryError end this thread: nobody would ever be told of anything again.
            report(e);
        }
    }

    private static void report(Throwable failure) {
        try {
            LOGGER.log(Level.ERROR, "a readiness handler failed", failure);
        } catch (RuntimeException | Error e) {
            // A log that fails, most likely for want of memory too, is no reason either.
        }
    }
}
