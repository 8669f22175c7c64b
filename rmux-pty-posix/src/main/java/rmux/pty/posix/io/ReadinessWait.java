// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.util.concurrent.TimeUnit;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Errno;

/** Blocks in {@code poll(2)} until a descriptor is ready for one direction or another one is raised. One thread at a time. */
public final class ReadinessWait implements AutoCloseable {

    /** {@code struct pollfd} of every platform: int fd, short events, short revents. */
    static final int POLLFD_SIZE = 8;

    private static final int EVENTS = 4;
    private static final int REVENTS = 6;

    private final LibC libC;
    private final NativeBlock pollfds;

    /** A wait until the one is readable or, if {@code writing}, writable, and for input on the other; the caller keeps both open. */
    public ReadinessWait(LibC libC, int fd, boolean writing, int wakeup) {
        this.libC = libC;
        this.pollfds = new NativeBlock(libC, 2 * POLLFD_SIZE);
        pollfds.bytes().putInt(0, fd).putShort(EVENTS, (short) (writing ? EventSet.WRITABLE : EventSet.READABLE));
        pollfds.bytes().putInt(POLLFD_SIZE, wakeup).putShort(POLLFD_SIZE + EVENTS, (short) EventSet.READABLE);
    }

    /** Waits with another wake-up descriptor than before; one thread at a time. */
    void await(long nanos, int wakeup) throws PtyException {
        pollfds.bytes().putInt(POLLFD_SIZE, wakeup);
        await(nanos);
    }

    /** Waits; may return early, when a signal arrives. {@code Long.MAX_VALUE} waits without limit. */
    public void await(long nanos) throws PtyException {
        pollfds.bytes().putShort(REVENTS, (short) 0);
        int result = libC.poll(pollfds.address(), 2, millis(nanos));
        if (result < 0 && !Errno.EINTR.is(result)) {
            throw new PtyException("poll", Errno.of(result));
        }
    }

    /** Whether the last wait ended because the descriptor is ready, or has an error or end to report. */
    public boolean isReady() {
        return pollfds.bytes().getShort(REVENTS) != 0;
    }

    /** Whether a descriptor reports a hang-up now; does not wait. */
    static boolean hasHungUp(LibC libC, int fd) {
        try (NativeBlock pollfd = new NativeBlock(libC, POLLFD_SIZE)) {
            pollfd.bytes().putInt(0, fd).putInt(EVENTS, 0);
            return libC.poll(pollfd.address(), 1, 0) > 0 && (pollfd.bytes().getShort(REVENTS) & EventSet.HUNG_UP) != 0;
        }
    }

    /** Rounded up, so that a wait does not end before its time and turn into a busy one; -1 for no limit. */
    private static int millis(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return -1;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        pollfds.close();
    }
}
