// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.io;

import java.nio.ByteBuffer;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.api.spi.ErrorOutput;
import rmux.pty.api.spi.Readiness;
import rmux.pty.api.spi.TerminalDevice;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Errno;

/** A pipe from the standard error of a program: we read without blocking, and the program writes as to any pipe. */
public final class ErrorPipe implements ErrorOutput, Cleanup.Step {

    /** As much as a program without privileges can make a pipe hold: /proc/sys/fs/pipe-max-size, pipe(7). */
    private static final int MOST_IN_KERNEL = 1024 * 1024;

    private final OwnedDescriptor ours;
    private final OwnedDescriptor ofChild;
    private final MasterIo input;
    private final MasterReadiness readable;
    private final ReadinessNotice notice;
    private final Cleanup owned = new Cleanup();
    private volatile boolean leaderExited;
    private int afterExit;
    private boolean ended;

    /** Opens the pipe. */
    public ErrorPipe(LibC libC, Poller poller) throws PtyException {
        try (Cleanup undo = new Cleanup()) {
            undo.add(owned::close);
            this.ours = owned.own(new OwnedDescriptor(libC));
            this.ofChild = owned.own(new OwnedDescriptor(libC));
            PipeEnds.open(libC, ours, ofChild);
            PipeEnds.dontBlock(libC, ours);
            this.input = new MasterIo(libC, libC::read);
            this.notice = new ReadinessNotice(poller, ours);
            this.readable = new MasterReadiness(libC, poller.wakeups(), ours.number(), false, this::notifyOnce);
            owned.add(input::close);
            owned.add(readable);
            owned.add(notice::close);
            undo.keep();
        }
    }

    private void notifyOnce(Runnable action) throws PtyException {
        notice.onReadable(action);
        if (leaderExited) {
            notice.announceAll();
        }
    }

    /** The end that becomes the program's standard error. */
    public int numberForChild() {
        return ofChild.number();
    }

    /** Closes our copy of the program's end, once the program has it: otherwise the pipe would never end. */
    public void closeForParent() throws PtyException {
        ofChild.close();
    }

    @Override
    public int read(ByteBuffer destination) throws PtyException {
        if (ended) {
            return TerminalDevice.END;
        }
        // Looked at before reading: what the leader wrote was written before it exited.
        boolean nothingToCome = leaderExited;
        int count = input.read(ours.number(), destination);
        if (Errno.EAGAIN.is(count) || Errno.EINTR.is(count)) {
            ended = nothingToCome && Errno.EAGAIN.is(count);
            return ended ? TerminalDevice.END : 0;
        }
        if (Errno.check("read", count) == 0) {
            ended = true;
            return TerminalDevice.END;
        }
        if (nothingToCome) {
            afterExit += count;
            ended = afterExit > MOST_IN_KERNEL;
        }
        return count;
    }

    @Override
    public Readiness readable() {
        return readable;
    }

    /** From here on nothing ever waits again, unless descendants are to say when the output ends. */
    @Override
    public void leaderExited(boolean keepOutputOpen) {
        if (!keepOutputOpen) {
            leaderExited = true;
            readable.readyForGood();
            notice.announceAll();
        }
    }

    @Override
    public void close() throws PtyException {
        owned.close();
    }
}
