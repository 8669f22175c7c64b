// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.EpollEvent;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** {@code epoll(7)}: the kernel keeps the set, and {@code epoll_ctl(2)} works while the thread waits. */
final class EpollSet implements EventSet {

    private static final int BATCH = 256;

    /** The key of the wake-up; those of the descriptors are others. */
    private static final long WAKEUP_KEY = 0;

    private final LibC libC;
    private final EpollEvent layout;
    private final int oneShot;
    private final int add;
    private final int modify;
    private final int delete;
    private final OwnedDescriptor epoll;
    private final WakeupFd wakeup;
    private final NativeBlock events;

    /** Takes over the descriptor. */
    EpollSet(LibC libC, OwnedDescriptor epoll) throws PtyException {
        this.libC = libC;
        Platform platform = libC.platform();
        this.layout = new EpollEvent(platform);
        this.oneShot = platform.number(Constant.EPOLLONESHOT);
        this.add = platform.number(Constant.EPOLL_CTL_ADD);
        this.modify = platform.number(Constant.EPOLL_CTL_MOD);
        this.delete = platform.number(Constant.EPOLL_CTL_DEL);
        try (Cleanup cleanup = new Cleanup()) {
            this.epoll = cleanup.own(epoll);
            this.wakeup = cleanup.own(new WakeupFd(libC));
            this.events = new NativeBlock(libC, BATCH * layout.size());
            cleanup.add(events::close);
            events.bytes();
            cleanup.keep();
        }
    }

    /** Puts the wake-up into the set and waits for nothing; returns whether epoll_ctl and epoll_wait are allowed here. */
    boolean works() throws PtyException {
        try (NativeBlock event = new NativeBlock(libC, layout.size())) {
            layout.write(event.bytes(), 0, READABLE, WAKEUP_KEY);
            int added = libC.epoll_ctl(epoll.number(), add, wakeup.number(), event.address());
            if (added < 0 && !Errno.isRefusal(added)) {
                close();
                throw new PtyException("epoll_ctl", Errno.of(added));
            }
            int waited = added < 0 ? added : libC.epoll_wait(epoll.number(), events.address(), BATCH, 0);
            return waited >= 0 || Errno.EINTR.is(waited);
        }
    }

    /** The event has its place in memory for as long as the descriptor is here, since it is armed again and again. */
    private final class EpollEntry implements Entry {
        private final int fd;
        private final long key;
        private final NativeBlock event = new NativeBlock(libC, layout.size());

        private EpollEntry(int fd, long key) {
            this.fd = fd;
            this.key = key;
        }

        private void begin(int interest) throws PtyException {
            try {
                control(event, add, fd, interest | oneShot, key);
            } catch (PtyException e) {
                event.close();
                throw e;
            }
        }

        @Override
        public void arm(int interest) throws PtyException {
            control(event, modify, fd, interest | oneShot, key);
        }

        @Override
        public boolean keepArmed(int interest) throws PtyException {
            control(event, modify, fd, interest, key);
            return true;
        }

        @Override
        public void close() throws PtyException {
            try (event) {
                control(event, delete, fd, 0, key);
            }
        }
    }

    @Override
    public Entry add(int fd, int interest, long key) throws PtyException {
        EpollEntry entry = new EpollEntry(fd, key);
        entry.begin(interest);
        return entry;
    }

    private void control(NativeBlock event, int operation, int fd, int interest, long key) throws PtyException {
        layout.write(event.bytes(), 0, interest, key);
        Errno.check("epoll_ctl", libC.epoll_ctl(epoll.number(), operation, fd, event.address()));
    }

    @Override
    public void await(int millis, Listener listener) throws PtyException {
        int count = libC.epoll_wait(epoll.number(), events.address(), BATCH, millis);
        if (Errno.EINTR.is(count)) {
            return;
        }
        Errno.check("epoll_wait", count);
        for (int i = 0; i < count; i++) {
            long key = layout.data(events.bytes(), i);
            if (key == WAKEUP_KEY) {
                wakeup.lower();
            } else {
                listener.ready(key, layout.events(events.bytes(), i));
            }
        }
    }

    @Override
    public void wake() {
        wakeup.raise();
    }

    @Override
    public void close() throws PtyException {
        events.close();
        try (Cleanup cleanup = new Cleanup()) {
            cleanup.own(epoll);
            cleanup.own(wakeup);
        }
    }
}
