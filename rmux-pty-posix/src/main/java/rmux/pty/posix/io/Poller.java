// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.Errno;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.Linux;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.lifecycle.OwnedFd;

/**
 * The one thread of this backend: it waits in {@code epoll_wait(2)} for whatever was asked to be watched, and wakes up for
 * nothing else.
 *
 * <p>Made when the first session needs it; a daemon, which lives on. {@code epoll_ctl(2)} works while the thread waits, so
 * nothing has to wake it, but for one: when nothing is watched any more it leaves {@code epoll_wait(2)} and parks in Java. For
 * {@link System#exit} waits 300 ms for threads that are in native code (HotSpot, vmOperations.cpp,
 * VM_Exit::wait_for_threads_in_native_to_block), which every program would pay that has ever had a session.
 */
public final class Poller {

    private static final Logger LOGGER = System.getLogger("rmux.pty.posix");
    private static final int BATCH = 256;
    private static final int STACK_BYTES = 256 * 1024;

    /** The key of the wake-up; the watches count from 1. */
    private static final long WAKEUP_KEY = 0;

    /** What happens when a descriptor becomes ready. */
    interface Handler {
        /** Told once for each arming; {@code events} are epoll's. Quick and not blocking. */
        void ready(int events);
    }

    private final LibC libC;
    private final OwnedFd epoll;
    private final WakeupFd wakeup;
    private final NativeBlock events;
    private final Thread thread;
    private final Map<Long, Handler> handlers = new ConcurrentHashMap<>();
    private final AtomicLong nextKey = new AtomicLong();

    private Poller(LibC libC, OwnedFd epoll, WakeupFd wakeup) throws PtyException {
        this.libC = libC;
        this.epoll = epoll;
        this.wakeup = wakeup;
        try (NativeBlock event = new NativeBlock(libC, EpollEvent.SIZE)) {
            control(event, Linux.EPOLL_CTL_ADD, wakeup.number(), Linux.EPOLLIN, WAKEUP_KEY);
        }
        this.events = new NativeBlock(libC, BATCH * EpollEvent.SIZE);
        this.thread = new Thread(null, this::run, "rmux-pty-poller", STACK_BYTES);
        thread.setDaemon(true);
    }

    /** Makes a poller and starts its thread. */
    public static Poller start(LibC libC) throws PtyException {
        try (Cleanup cleanup = new Cleanup()) {
            OwnedFd epoll = cleanup.own(new OwnedFd(libC, "epoll_create1", libC.epoll_create1(Linux.EPOLL_CLOEXEC)));
            WakeupFd wakeup = cleanup.own(new WakeupFd(libC));
            Poller poller = new Poller(libC, epoll, wakeup);
            poller.thread.start();
            cleanup.keep();
            return poller;
        }
    }

    /** For tests. */
    Thread thread() {
        return thread;
    }

    /** A descriptor under watch, for one event at a time. */
    public final class Watch implements AutoCloseable {
        private final int fd;
        private final long key;
        private final NativeBlock event = new NativeBlock(libC, EpollEvent.SIZE);
        private boolean closed;

        private Watch(int fd, long key) {
            this.fd = fd;
            this.key = key;
        }

        private synchronized void begin(int interest) throws PtyException {
            try {
                control(event, Linux.EPOLL_CTL_ADD, fd, interest | Linux.EPOLLONESHOT, key);
            } catch (PtyException e) {
                closed = true;
                forget(key);
                event.close();
                throw e;
            }
        }

        /** Asks to be told once of the events given; none to be told of nothing. */
        synchronized void arm(int interest) throws PtyException {
            if (!closed) {
                control(event, Linux.EPOLL_CTL_MOD, fd, interest | Linux.EPOLLONESHOT, key);
            }
        }

        /** Ends the watch; the descriptor must still be open. The handler may be running for the last time. */
        @Override
        public synchronized void close() throws PtyException {
            if (!closed) {
                closed = true;
                forget(key);
                try (event) {
                    control(event, Linux.EPOLL_CTL_DEL, fd, 0, key);
                }
            }
        }
    }

    /** The thread looks for itself after it has dispatched; any other one has to tell it. */
    private void forget(long key) {
        handlers.remove(key);
        if (handlers.isEmpty() && Thread.currentThread() != thread) {
            wakeup.raise();
        }
    }

    /** Watches a descriptor, at first for the events given; the caller keeps it open until the watch is closed. */
    Watch watch(int fd, int interest, Handler handler) throws PtyException {
        long key = nextKey.incrementAndGet();
        Watch watch = new Watch(fd, key);
        handlers.put(key, handler);
        LockSupport.unpark(thread);
        watch.begin(interest);
        return watch;
    }

    /** Runs an action once, when a descriptor becomes readable; the caller keeps it open until the watch is closed. */
    public Watch onReadable(OwnedFd descriptor, Runnable action) throws PtyException {
        return watch(descriptor.number(), Linux.EPOLLIN, ready -> action.run());
    }

    private void control(NativeBlock event, int operation, int fd, int interest, long key) throws PtyException {
        EpollEvent.write(event.bytes(), 0, interest, key);
        Errno.check("epoll_ctl", libC.epoll_ctl(epoll.number(), operation, fd, event.address()));
    }

    private void run() {
        while (true) {
            while (handlers.isEmpty()) {
                LockSupport.park(this);
            }
            int count = libC.epoll_wait(epoll.number(), events.address(), BATCH, -1);
            if (count < 0 && !Errno.EINTR.is(count)) {
                LOGGER.log(Level.ERROR, "epoll_wait failed: {0}; exits and readiness go unnoticed", Errno.of(count));
                return;
            }
            for (int i = 0; i < count; i++) {
                dispatch(EpollEvent.data(events.bytes(), i), EpollEvent.events(events.bytes(), i));
            }
        }
    }

    private void dispatch(long key, int ready) {
        if (key == WAKEUP_KEY) {
            wakeup.lower();
            return;
        }
        Handler handler = handlers.get(key);
        if (handler == null) {
            return;
        }
        try {
            handler.ready(ready);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOGGER.log(Level.ERROR, "a readiness handler failed", e);
        }
    }
}
