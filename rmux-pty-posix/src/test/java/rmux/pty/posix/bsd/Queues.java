// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.bsd;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.EpollEvent;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Kevent;

/**
 * {@code kqueue(2)}, each an instance of epoll: what is watched with two filters there is one entry here.
 *
 * <p>No object is made between an event and its telling: with a full heap, it would be lost.
 */
final class Queues {

    private static final int BATCH = 64;
    private static final int MILLIS = 1000;
    private static final int NANOS = 1_000_000;

    private final LibC linux;
    private final Translation translation;
    private final Kevent layout;
    private final EpollEvent epollLayout;
    private final Map<Integer, Queue> queues = new ConcurrentHashMap<>();
    private final int readable;
    private final int writable;
    private final int ended;

    Queues(LibC linux, Translation translation) {
        this.linux = linux;
        this.translation = translation;
        this.layout = new Kevent(translation.bsd());
        this.epollLayout = new EpollEvent(translation.linux());
        this.readable = linux(Constant.EPOLLIN);
        this.writable = linux(Constant.EPOLLOUT);
        this.ended = translation.linux().flags(Constant.EPOLLHUP, Constant.EPOLLERR);
    }

    private int bsd(Constant constant) {
        return translation.bsd().number(constant);
    }

    private int linux(Constant constant) {
        return translation.linux().number(constant);
    }

    int open() {
        int number = linux.epoll_create1(linux(Constant.EPOLL_CLOEXEC));
        if (number >= 0) {
            queues.put(number, new Queue(number));
        }
        return number;
    }

    int call(int number, long changes, int changeCount, long events, int eventCount, long timespec) {
        Queue queue = queues.get(number);
        if (queue == null) {
            return Errno.EBADF.asResult();
        }
        if (changeCount > 0) {
            return queue.change(linux.view(changes, layout.size()));
        }
        return queue.await(events, eventCount, timespec == 0 ? -1 : millis(linux.view(timespec, 2 * Long.BYTES)));
    }

    private static int millis(ByteBuffer timespec) {
        return (int) (timespec.getLong(0) * MILLIS + timespec.getLong(Long.BYTES) / NANOS);
    }

    /** A descriptor is about to be closed: nothing of it is left in any queue, or it is a queue. */
    void forget(int fd) {
        Queue closed = queues.remove(fd);
        if (closed != null) {
            closed.release();
        }
        for (Queue queue : queues.values()) {
            queue.forget(fd);
        }
    }

    /** What is watched of one descriptor. */
    private static final class Watch {
        private final int fd;
        private final int filterOfOther;
        private int enabled;
        private long readKey;
        private long writeKey;
        private final long identifier;

        private Watch(int fd, int filterOfOther, long identifier) {
            this.fd = fd;
            this.filterOfOther = filterOfOther;
            this.identifier = identifier;
        }
    }

    private final class Queue {
        private final int epoll;
        private @Nullable Watch[] watches = new Watch[BATCH];
        private long lastEvents;
        private @Nullable ByteBuffer lastView;
        private final long one = linux.allocate(epollLayout.size());
        private final ByteBuffer oneView = linux.view(one, epollLayout.size());
        private final long batch = linux.allocate(BATCH * epollLayout.size());
        private final ByteBuffer batchView = linux.view(batch, BATCH * epollLayout.size());
        private int user = -1;

        private Queue(int epoll) {
            this.epoll = epoll;
        }

        private synchronized int change(ByteBuffer change) {
            long identifier = change.getLong(0);
            int filter = change.getShort(bsd(Constant.KEVENT_FILTER_OFFSET));
            int flags = layout.flags(change, 0);
            long key = layout.key(change, 0);
            if (filter == bsd(Constant.EVFILT_USER)) {
                return changeUser(change.getInt(bsd(Constant.KEVENT_FILTER_FLAGS_OFFSET)), identifier, key);
            }
            if (filter == bsd(Constant.EVFILT_PROC)) {
                return addProcess((int) identifier, key);
            }
            int event = linux(filter == bsd(Constant.EVFILT_READ) ? Constant.EPOLLIN : Constant.EPOLLOUT);
            return (flags & bsd(Constant.EV_DELETE)) != 0
                    ? delete((int) identifier, event)
                    : arm((int) identifier, event, key);
        }

        private @Nullable Watch watch(int fd) {
            return fd < watches.length ? watches[fd] : null;
        }

        private void put(Watch watch) {
            if (watch.fd >= watches.length) {
                watches = Arrays.copyOf(watches, 2 * watch.fd);
            }
            watches[watch.fd] = watch;
        }

        private int arm(int fd, int event, long key) {
            Watch known = watch(fd);
            Watch watch = known == null ? new Watch(fd, 0, fd) : known;
            watch.enabled |= event;
            if (event == linux(Constant.EPOLLIN)) {
                watch.readKey = key;
            } else {
                watch.writeKey = key;
            }
            int result = control(known == null ? Constant.EPOLL_CTL_ADD : Constant.EPOLL_CTL_MOD, watch);
            if (Errno.EPERM.is(result)) {
                return Errno.EINVAL.asResult(); // cannot be polled
            }
            if (result >= 0) {
                put(watch);
            }
            return result;
        }

        private int control(Constant operation, Watch watch) {
            int events = watch.enabled == 0 ? 0 : watch.enabled | linux(Constant.EPOLLONESHOT);
            epollLayout.write(oneView, 0, events, watch.fd);
            return linux.epoll_ctl(epoll, linux(operation), watch.fd, one);
        }

        private int delete(int fd, int event) {
            Watch watch = watch(fd);
            if (watch == null) {
                return Errno.ENOENT.asResult();
            }
            watch.enabled &= ~event;
            return 0;
        }

        /** The event that a thread raises for the one that waits. */
        private int changeUser(int filterFlags, long identifier, long key) {
            if ((filterFlags & bsd(Constant.NOTE_TRIGGER)) != 0) {
                oneView.putLong(0, 1);
                return Math.min(linux.write(user, one, Long.BYTES), 0);
            }
            int made = linux.eventfd(0, translation.linux().flags(Constant.EFD_CLOEXEC, Constant.EFD_NONBLOCK));
            return made < 0 ? made : own(made, bsd(Constant.EVFILT_USER), identifier, key);
        }

        /** Only the living can be watched. */
        private int addProcess(int pid, long key) {
            int made = linux.pidfd_open(pid, 0);
            if (made < 0) {
                return made;
            }
            if (Children.hasExited(linux, pid)) {
                linux.close(made);
                return Errno.ESRCH.asResult();
            }
            return own(made, bsd(Constant.EVFILT_PROC), pid, key);
        }

        private int own(int fd, int filter, long identifier, long key) {
            Watch watch = new Watch(fd, filter, identifier);
            watch.enabled = linux(Constant.EPOLLIN);
            watch.readKey = key;
            int result = control(Constant.EPOLL_CTL_ADD, watch);
            if (result < 0) {
                linux.close(fd);
                return result;
            }
            put(watch);
            user = filter == bsd(Constant.EVFILT_USER) ? fd : user;
            return 0;
        }

        private int await(long events, int room, int millis) {
            ByteBuffer view = lastView;
            if (view == null || events != lastEvents) {
                view = linux.view(events, room * layout.size());
                lastView = view;
                lastEvents = events;
            }
            int count = linux.epoll_wait(epoll, batch, Math.min(room / 2, BATCH), millis);
            return count <= 0 ? count : told(view, count);
        }

        private synchronized int told(ByteBuffer events, int count) {
            int written = 0;
            for (int i = 0; i < count; i++) {
                Watch watch = watch((int) epollLayout.data(batchView, i));
                if (watch == null) {
                    continue;
                }
                if (watch.filterOfOther == bsd(Constant.EVFILT_USER)) {
                    linux.read(user, one, Long.BYTES);
                    control(Constant.EPOLL_CTL_MOD, watch);
                    write(events, written++, watch, Constant.EVFILT_USER, 0);
                } else if (watch.filterOfOther == bsd(Constant.EVFILT_PROC)) {
                    write(events, written++, watch, Constant.EVFILT_PROC, 0);
                } else {
                    written = told(events, written, watch, epollLayout.events(batchView, i));
                }
            }
            return written;
        }

        private int told(ByteBuffer events, int from, Watch watch, int happened) {
            int written = from;
            boolean hasEnded = (happened & ended) != 0;
            int flags = hasEnded ? bsd(Constant.EV_EOF) : 0;
            if ((watch.enabled & readable) != 0 && (hasEnded || (happened & readable) != 0)) {
                watch.enabled &= ~readable;
                write(events, written++, watch, Constant.EVFILT_READ, flags);
            }
            if ((watch.enabled & writable) != 0 && (hasEnded || (happened & writable) != 0)) {
                watch.enabled &= ~writable;
                write(events, written++, watch, Constant.EVFILT_WRITE, flags);
            }
            if (watch.enabled != 0) {
                control(Constant.EPOLL_CTL_MOD, watch);
            }
            return written;
        }

        private void write(ByteBuffer events, int index, Watch watch, Constant filter, int flags) {
            long key = filter == Constant.EVFILT_WRITE ? watch.writeKey : watch.readKey;
            layout.write(events, index, watch.identifier, filter, flags, 0, key);
        }

        private synchronized void forget(int fd) {
            Watch watch = watch(fd);
            if (watch != null) {
                watches[fd] = null;
                watch.enabled = 0;
                control(Constant.EPOLL_CTL_DEL, watch);
            }
        }

        /** Its own descriptors go with it. */
        private synchronized void release() {
            for (Watch watch : watches) {
                if (watch != null && watch.filterOfOther != 0) {
                    linux.close(watch.fd);
                }
            }
            linux.free(one);
            linux.free(batch);
        }
    }
}
