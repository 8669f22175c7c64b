// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Errno;

/**
 * {@code poll(2)}, which every system has: the set is ours, and a change to it ends the wait, which begins anew.
 *
 * <p>A wait costs time in proportion to the number of descriptors, so this is for where there is nothing better.
 */
final class PollSet implements EventSet {

    private static final int INITIAL_ROOM = 64;

    private final LibC libC;
    private final WakeupFd wakeup;

    // Under the lock of this object.
    private final Set<PollEntry> entries = new LinkedHashSet<>();
    private @Nullable Thread waiting;
    private long waits;

    // The waiting thread's own.
    private NativeBlock pollfds;
    private int room = INITIAL_ROOM;
    private final List<PollEntry> polled = new ArrayList<>();

    PollSet(LibC libC) throws PtyException {
        this.libC = libC;
        this.wakeup = new WakeupFd(libC);
        this.pollfds = new NativeBlock(libC, room * ReadinessWait.POLLFD_SIZE);
    }

    private final class PollEntry implements Entry {
        private final int fd;
        private final long key;
        private int interest;

        private PollEntry(int fd, int interest, long key) {
            this.fd = fd;
            this.interest = interest;
            this.key = key;
        }

        @Override
        public void arm(int newInterest) {
            synchronized (PollSet.this) {
                interest = newInterest;
                changed();
            }
        }

        /** Returns when the wait that may have this descriptor is over, for its number may soon be another one's. */
        @Override
        public void close() {
            synchronized (PollSet.this) {
                interest = 0;
                entries.remove(this);
                changed();
                awaitEndOfWait();
            }
        }
    }

    @Override
    public synchronized Entry add(int fd, int interest, long key) {
        PollEntry entry = new PollEntry(fd, interest, key);
        entries.add(entry);
        changed();
        return entry;
    }

    private synchronized void changed() {
        if (waiting != null) {
            wakeup.raise();
        }
    }

    private synchronized void awaitEndOfWait() {
        long seen = waits;
        boolean interrupted = false;
        while (waiting != null && waits == seen) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void await(int millis, Listener listener) throws PtyException {
        int count = begin();
        int result = libC.poll(pollfds.address(), count, millis);
        end();
        if (Errno.EINTR.is(result)) {
            return;
        }
        Errno.check("poll", result);
        if (returned(0) != 0) {
            wakeup.lower();
        }
        for (int i = 1; i < count; i++) {
            int events = returned(i);
            if (events != 0 && disarm(polled.get(i - 1))) {
                listener.ready(polled.get(i - 1).key, events);
            }
        }
    }

    private synchronized int begin() {
        polled.clear();
        for (PollEntry entry : entries) {
            if (entry.interest != 0) {
                polled.add(entry);
            }
        }
        int count = polled.size() + 1;
        if (count > room) {
            grow(Integer.highestOneBit(count) * 2);
        }
        write(0, wakeup.number(), READABLE);
        for (int i = 1; i < count; i++) {
            write(i, polled.get(i - 1).fd, polled.get(i - 1).interest);
        }
        waiting = Thread.currentThread();
        return count;
    }

    /** Keeps the old room if there is no memory for the new one. */
    private void grow(int newRoom) {
        NativeBlock larger = new NativeBlock(libC, newRoom * ReadinessWait.POLLFD_SIZE);
        NativeBlock old = pollfds;
        pollfds = larger;
        room = newRoom;
        old.close();
    }

    private synchronized void end() {
        waiting = null;
        waits++;
        notifyAll();
    }

    /** False for what was taken out, or armed for nothing, since the wait began. */
    private synchronized boolean disarm(PollEntry entry) {
        boolean armed = entry.interest != 0;
        entry.interest = 0;
        return armed;
    }

    private void write(int index, int fd, int events) {
        pollfds.bytes()
                .putInt(index * ReadinessWait.POLLFD_SIZE, fd)
                .putShort(index * ReadinessWait.POLLFD_SIZE + 4, (short) events)
                .putShort(index * ReadinessWait.POLLFD_SIZE + 6, (short) 0);
    }

    private short returned(int index) {
        return pollfds.bytes().getShort(index * ReadinessWait.POLLFD_SIZE + 6);
    }

    @Override
    public void wake() {
        wakeup.raise();
    }

    @Override
    public void close() throws PtyException {
        pollfds.close();
        wakeup.close();
    }
}
