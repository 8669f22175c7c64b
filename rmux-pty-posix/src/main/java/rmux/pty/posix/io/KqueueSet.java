// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Kevent;
import rmux.pty.posix.platform.Platform;

/**
 * {@code kqueue(2)} of macOS and FreeBSD: the kernel keeps the set, and {@code kevent(2)} changes it while the thread waits.
 *
 * <p>A descriptor has two filters, for reading and for writing, which EV_DISPATCH disables once they have been told. Which of
 * them are armed is kept here too, because the interest of a descriptor ends with the first event of either.
 */
final class KqueueSet implements EventSet {

    private static final int BATCH = 256;

    /** The key of the wake-up; those of the descriptors are others. */
    private static final long WAKEUP_KEY = 0;

    private final LibC libC;
    private final Kevent layout;
    private final OwnedDescriptor queue;
    private final NativeBlock events;
    private final NativeBlock timeout;
    private final NativeBlock trigger;
    private final Map<Long, KqueueEntry> entries = new ConcurrentHashMap<>();

    KqueueSet(LibC libC) throws PtyException {
        this.libC = libC;
        Platform platform = libC.platform();
        this.layout = new Kevent(platform);
        try (Cleanup undo = new Cleanup()) {
            this.queue = undo.own(new OwnedDescriptor(libC));
            Errno.check("kqueue", queue.take(libC.kqueue()));
            int setFlags = platform.number(Constant.F_SETFD);
            Errno.check("fcntl(F_SETFD)", libC.fcntl(queue.number(), setFlags, platform.number(Constant.FD_CLOEXEC)));
            this.events = block(undo, BATCH * layout.size());
            this.timeout = block(undo, platform.number(Constant.TIMESPEC_SIZE));
            this.trigger = block(undo, layout.size());
            int flags = platform.flags(Constant.EV_ADD, Constant.EV_CLEAR);
            layout.write(trigger.bytes(), 0, WAKEUP_KEY, Constant.EVFILT_USER, flags, 0, WAKEUP_KEY);
            Errno.check("kevent", change(trigger));
            layout.write(
                    trigger.bytes(),
                    0,
                    WAKEUP_KEY,
                    Constant.EVFILT_USER,
                    0,
                    platform.number(Constant.NOTE_TRIGGER),
                    WAKEUP_KEY);
            undo.keep();
        }
    }

    private NativeBlock block(Cleanup undo, int size) {
        NativeBlock block = new NativeBlock(libC, size);
        undo.add(block::close);
        block.bytes();
        return block;
    }

    private int change(NativeBlock change) {
        int result;
        do {
            result = libC.kevent(queue.number(), change.address(), 1, 0, 0, 0);
        } while (Errno.EINTR.is(result));
        return result;
    }

    /** The change has its place in memory for as long as the descriptor is here, since it is armed again and again. */
    private final class KqueueEntry implements Entry {
        private final int fd;
        private final long key;
        private final NativeBlock change = new NativeBlock(libC, layout.size());
        private boolean reads;
        private boolean writes;
        private int armed;

        private KqueueEntry(int fd, long key) {
            this.fd = fd;
            this.key = key;
        }

        @Override
        public synchronized void arm(int interest) throws PtyException {
            armed = interest & (READABLE | WRITABLE);
            if ((armed & READABLE) != 0) {
                control(Constant.EVFILT_READ, Constant.EV_ADD, Constant.EV_ENABLE, Constant.EV_DISPATCH);
                reads = true;
            }
            if ((armed & WRITABLE) != 0) {
                control(Constant.EVFILT_WRITE, Constant.EV_ADD, Constant.EV_ENABLE, Constant.EV_DISPATCH);
                writes = true;
            }
        }

        private void control(Constant filter, Constant... flags) throws PtyException {
            layout.write(change.bytes(), 0, fd, filter, libC.platform().flags(flags), 0, key);
            Errno.check("kevent", change(change));
        }

        /** Disarms the descriptor; false if it was not armed for what has happened, or is gone. */
        private synchronized boolean take(int event) {
            boolean wanted = (armed & event) != 0;
            if (wanted) {
                armed = 0;
            }
            return wanted;
        }

        @Override
        public synchronized void close() throws PtyException {
            armed = 0;
            entries.remove(key);
            try (change;
                    Cleanup both = new Cleanup()) {
                if (reads) {
                    both.add(() -> control(Constant.EVFILT_READ, Constant.EV_DELETE));
                }
                if (writes) {
                    both.add(() -> control(Constant.EVFILT_WRITE, Constant.EV_DELETE));
                }
            }
        }
    }

    @Override
    public Entry add(int fd, int interest, long key) throws PtyException {
        KqueueEntry entry = new KqueueEntry(fd, key);
        entries.put(key, entry);
        boolean added = false;
        try {
            entry.arm(interest);
            added = true;
            return entry;
        } finally {
            if (!added) {
                entries.remove(key);
                entry.change.close();
            }
        }
    }

    @Override
    public void await(int millis, Listener listener) throws PtyException {
        timeout.putWord(0, TimeUnit.MILLISECONDS.toSeconds(millis));
        timeout.putWord(
                libC.platform().wordSize(), TimeUnit.MILLISECONDS.toNanos(millis % TimeUnit.SECONDS.toMillis(1)));
        int count = libC.kevent(queue.number(), 0, 0, events.address(), BATCH, millis < 0 ? 0 : timeout.address());
        if (Errno.EINTR.is(count)) {
            return;
        }
        Errno.check("kevent", count);
        for (int i = 0; i < count; i++) {
            KqueueEntry entry = entries.get(layout.key(events.bytes(), i));
            if (entry != null) { // not the wake-up, which EV_CLEAR has lowered, nor one taken out meanwhile
                int event = layout.isOf(events.bytes(), i, Constant.EVFILT_READ) ? READABLE : WRITABLE;
                if (entry.take(event)) {
                    listener.ready(entry.key, event | end(layout.flags(events.bytes(), i)));
                }
            }
        }
    }

    private int end(int flags) {
        int hungUp = (flags & libC.platform().number(Constant.EV_EOF)) == 0 ? 0 : HUNG_UP;
        return (flags & libC.platform().number(Constant.EV_ERROR)) == 0 ? hungUp : FAILED;
    }

    /** A user event cannot fail to be raised while the queue is open. */
    @Override
    public void wake() {
        libC.kevent(queue.number(), trigger.address(), 1, 0, 0, 0);
    }

    @Override
    public void close() throws PtyException {
        try (queue;
                events;
                timeout) {
            trigger.close();
        }
    }
}
