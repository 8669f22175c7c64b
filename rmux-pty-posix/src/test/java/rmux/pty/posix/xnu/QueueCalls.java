// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.nio.ByteBuffer;
import java.util.List;
import rmux.pty.posix.platform.Errno;

/** Waiting: {@code kevent(2)} and {@code poll(2)}. Structures are written out here, to be another witness of their layout. */
public final class QueueCalls {

    private static final int FIRST_DESCRIPTOR = 3;
    private static final int SIZE = 32;
    private static final int POLLFD = 8;
    private static final int READABLE = 0x1;
    private static final int WRITABLE = 0x4;
    private static final int HUNG_UP = 0x10;
    private static final int INVALID = 0x20;

    private final Xnu kernel;
    private final Memory memory;

    QueueCalls(Xnu kernel, Memory memory) {
        this.kernel = kernel;
        this.memory = memory;
    }

    public int kqueue() {
        synchronized (kernel) {
            return kernel.jvm.add(new Kqueue(kernel), true, FIRST_DESCRIPTOR);
        }
    }

    public int kevent(int fd, long changes, int changeCount, long events, int eventCount, long timespec)
            throws InterruptedException {
        synchronized (kernel) {
            Proc.Descriptor descriptor = kernel.jvm.descriptors.get(fd);
            if (descriptor == null || !(descriptor.file instanceof Kqueue queue)) {
                return kernel.error(Errno.EBADF);
            }
            for (int i = 0; i < changeCount; i++) {
                int result = queue.change(read(memory.view(changes + (long) i * SIZE, SIZE)));
                if (result < 0) {
                    return result;
                }
            }
            if (eventCount == 0) {
                return 0;
            }
            ByteBuffer time = timespec == 0 ? null : memory.view(timespec, 16);
            long limit = time == null ? Long.MAX_VALUE : time.getLong(0) * 1_000_000_000L + time.getLong(8);
            long start = System.nanoTime();
            while (true) {
                List<Kqueue.Event> due = queue.take(eventCount);
                if (!due.isEmpty() || System.nanoTime() - start >= limit) {
                    for (int i = 0; i < due.size(); i++) {
                        write(memory.view(events + (long) i * SIZE, SIZE), due.get(i));
                    }
                    return due.size();
                }
                if (!kernel.jvm.descriptors.containsKey(fd)) {
                    return kernel.error(Errno.EBADF);
                }
                await(limit, start);
            }
        }
    }

    private void await(long limit, long start) throws InterruptedException {
        if (limit == Long.MAX_VALUE) {
            kernel.wait();
        } else {
            kernel.await(limit - (System.nanoTime() - start));
        }
    }

    private static Kqueue.Event read(ByteBuffer event) {
        return new Kqueue.Event(
                event.getLong(0), event.getShort(8), event.getShort(10) & 0xffff, event.getInt(12), event.getLong(24));
    }

    private static void write(ByteBuffer to, Kqueue.Event event) {
        to.putLong(0, event.identifier())
                .putShort(8, (short) event.filter())
                .putShort(10, (short) event.flags())
                .putInt(12, event.filterFlags())
                .putLong(16, 0)
                .putLong(24, event.key());
    }

    public int poll(long pollfds, int count, int timeoutMillis) throws InterruptedException {
        synchronized (kernel) {
            long limit = timeoutMillis < 0 ? Long.MAX_VALUE : timeoutMillis * 1_000_000L;
            long start = System.nanoTime();
            while (true) {
                int ready = 0;
                for (int i = 0; i < count; i++) {
                    ByteBuffer entry = memory.view(pollfds + (long) i * POLLFD, POLLFD);
                    int returned = returned(entry.getInt(0), entry.getShort(4));
                    entry.putShort(6, (short) returned);
                    ready += returned == 0 ? 0 : 1;
                }
                if (ready > 0 || System.nanoTime() - start >= limit) {
                    return ready;
                }
                await(limit, start);
            }
        }
    }

    private int returned(int fd, int wanted) {
        if (fd < 0) {
            return 0;
        }
        Proc.Descriptor descriptor = kernel.jvm.descriptors.get(fd);
        if (descriptor == null || !descriptor.file.canBePolled()) {
            return INVALID;
        }
        OpenFile file = descriptor.file;
        return ((wanted & READABLE) != 0 && file.isReadable() ? READABLE : 0)
                | ((wanted & WRITABLE) != 0 && file.isWritable() ? WRITABLE : 0)
                | (file.isEnded() ? HUNG_UP : 0);
    }
}
