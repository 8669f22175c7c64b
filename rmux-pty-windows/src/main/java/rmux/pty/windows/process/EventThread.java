// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.waiting.LibraryThreads;

/**
 * The one thread that handles exits and completions of all sessions.
 *
 * <p>The callbacks of registered waits hand over to it: they run on a thread of the system that serves many waits, must not be
 * held up, and cannot unregister a wait for good.
 *
 * <p>Every session depends on this thread, so nothing may end it or lose an event. It is started by {@link #hold}, where a
 * refusal can still fail the spawn, and runs while anybody holds it. Posting an event allocates nothing. An event that fails for
 * want of memory is run again.
 */
public final class EventThread {

    private static final Logger LOGGER = System.getLogger("rmux.pty.windows");

    /** How long the thread stays after the last holder has gone. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThreadFactory threads;
    private @Nullable Event first;
    private @Nullable Event last;
    private @Nullable Event delayed;
    private @Nullable Thread thread;
    private int holders;
    private long lingerUntil;

    /** Something that may happen, any number of times; queued at most once at a time. */
    public static final class Event {
        private final Runnable action;
        private @Nullable Event next;
        private boolean queued;
        private boolean waiting;
        private long due;

        /**
         * An event that has not happened.
         *
         * @param action is run on the event thread; must be quick and must not block
         */
        public Event(Runnable action) {
            this.action = action;
        }
    }

    /** A thread of this process that is started when first needed. */
    public EventThread() {
        this(LibraryThreads::create);
    }

    /** A thread made by a factory. */
    public EventThread(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Keeps the thread running until {@link #release}.
     *
     * @throws OutOfMemoryError if the thread cannot be started; nothing is held then
     */
    public synchronized void hold() {
        startIfNeeded();
        holders++;
    }

    /** Ends a {@link #hold}. Events that were posted before are still handled. */
    public synchronized void release() {
        holders--;
        lingerUntil = System.nanoTime() + LINGER_NANOS;
        notifyAll();
    }

    private void startIfNeeded() {
        if (thread == null) {
            Thread started = threads.newThread(this::run);
            started.setName("rmux-pty-windows-events");
            started.setDaemon(true);
            started.setContextClassLoader(null);
            started.start();
            thread = started;
        }
    }

    /** Runs an event soon. Any thread, including one of the system; allocates nothing while the thread is held. */
    public synchronized void post(Event event) {
        if (event.waiting) {
            event.due = System.nanoTime(); // it is in the other list, which is looked at first
            notifyAll();
        } else if (!event.queued) {
            event.queued = true;
            event.next = null;
            if (last == null) {
                first = event;
            } else {
                last.next = event;
            }
            last = event;
            startIfNeeded();
            notifyAll();
        }
    }

    /** Runs an event after a delay, unless it is posted or delayed anew before; its last delay counts. */
    public synchronized void postLater(Event event, long nanos) {
        if (!event.queued) {
            event.due = System.nanoTime() + nanos;
            if (!event.waiting) {
                event.waiting = true;
                event.next = delayed;
                delayed = event;
            }
            startIfNeeded();
            notifyAll();
        }
    }

    private void run() {
        while (true) {
            Event event = null;
            try {
                event = next();
                if (event == null) {
                    return;
                }
                event.action.run();
            } catch (VirtualMachineError e) {
                // A full heap, a deep stack: it passes, and what has happened must still be told.
                if (event != null) {
                    postLater(event, RETRY_NANOS);
                }
            } catch (Throwable e) {
                log(e);
            }
        }
    }

    private static void log(Throwable failure) {
        try {
            LOGGER.log(Level.ERROR, "an event of a terminal could not be handled", failure);
        } catch (Throwable unlogged) {
            // A log that fails must not end the thread either.
        }
    }

    /** Waits for the next event; null when the thread is to end. */
    private synchronized @Nullable Event next() {
        while (true) {
            long now = System.nanoTime();
            long nanos = queueDue(now);
            if (first != null) {
                return take(first);
            }
            if (holders == 0 && delayed == null) {
                if (lingerUntil - now <= 0) {
                    thread = null;
                    return null;
                }
                nanos = lingerUntil - now;
            }
            pause(nanos);
        }
    }

    private Event take(Event event) {
        first = event.next;
        if (first == null) {
            last = null;
        }
        event.next = null;
        event.queued = false;
        return event;
    }

    /** Queues the delayed events whose time has come; the time until the next. */
    private long queueDue(long now) {
        Event before = null;
        long nearest = Long.MAX_VALUE;
        for (Event event = delayed; event != null; ) {
            Event following = event.next;
            if (event.due - now <= 0) {
                if (before == null) {
                    delayed = following;
                } else {
                    before.next = following;
                }
                event.waiting = false;
                post(event);
            } else {
                nearest = Math.min(nearest, event.due - now);
                before = event;
            }
            event = following;
        }
        return nearest;
    }

    @SuppressWarnings("WaitNotInLoop") // its caller is the loop
    private void pause(long nanos) {
        try {
            if (nanos == Long.MAX_VALUE) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1));
            }
        } catch (InterruptedException nobodyInterruptsIt) {
            // Its status is cleared, and the loop looks again.
        }
    }
}
