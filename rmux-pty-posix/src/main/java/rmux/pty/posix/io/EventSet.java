// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Feature;

/**
 * Descriptors of which one thread waits for events, each for one event at a time: once told, a descriptor is silent until it is
 * armed again, unless it was to be kept armed.
 *
 * <p>The events are those of {@code poll(2)}, whose numbers {@code epoll(7)} shares. Descriptors come, are armed and go from any
 * thread, even while the one thread waits.
 */
interface EventSet extends Cleanup.Step {

    /** The events of {@code poll(2)}, whose numbers are the same on every platform and in {@code epoll(7)}. */
    int READABLE = 0x1;

    /** There is room to write. */
    int WRITABLE = 0x4;

    /** An error is waiting to be read. */
    int FAILED = 0x8;

    /** The other side has hung up. */
    int HUNG_UP = 0x10;

    /** A descriptor in the set; it must stay open until {@link #close} has returned. */
    interface Entry {
        /** Asks to be told once of the events given; none to be notified of nothing. */
        void arm(int interest) throws PtyException;

        /**
         * Asks for notifications of the events given, again and again for as long as they last, if the set can do that; else for one.
         * Called by the thread that waits.
         *
         * @return whether the descriptor stays armed, until it is armed otherwise
         */
        default boolean keepArmed(int interest) throws PtyException {
            arm(interest);
            return false;
        }

        /** Takes the descriptor out of the set: no call that has it is under way any more. Once. */
        void close() throws PtyException;
    }

    /** Notified of what happened to which descriptor. */
    interface Listener {
        void ready(long key, int events);
    }

    /** Puts a descriptor into the set, armed for the events given; {@code key} is what the listener is given. */
    Entry add(int fd, int interest, long key) throws PtyException;

    /**
     * Waits until something has happened, {@link #wake} was called or the time has elapsed, and notifies; always called by the
     * same thread.
     *
     * @param millis the time in milliseconds, -1 for no limit
     */
    void await(int millis, Listener listener) throws PtyException;

    /** Ends the wait, or the next one. */
    void wake();

    /**
     * The best set that the system has: a kernel may have been built without epoll, and a sandbox may forbid any of its calls.
     * Only a shortage of descriptors or memory is a failure.
     */
    static EventSet open(LibC libC) throws PtyException {
        if (libC.platform().has(Feature.KQUEUE)) {
            return new KqueueSet(libC);
        }
        if (!libC.platform().has(Feature.EPOLL)) {
            return new PollSet(libC);
        }
        int epoll = libC.epoll_create1(libC.platform().number(Constant.EPOLL_CLOEXEC));
        if (Errno.isRefusal(epoll)) {
            return new PollSet(libC);
        }
        EpollSet set = new EpollSet(libC, new OwnedDescriptor(libC, "epoll_create1", epoll));
        if (set.works()) {
            return set;
        }
        set.close();
        return new PollSet(libC);
    }
}
