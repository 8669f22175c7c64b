// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.nio.charset.StandardCharsets;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.io.PipeEnds;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** A pipe on which a trampoline reports. It ends when the program has been executed, or nothing of the trampoline is left. */
final class StatusPipe implements AutoCloseable {

    /** The descriptor of a trampoline that it reports on. */
    static final int NUMBER = 3;

    /** The descriptor of a trampoline that becomes the standard error of the program, if that is not the terminal. */
    static final int ERROR_NUMBER = 4;

    private static final int LONGEST = 512;

    private final LibC libC;
    private final Cleanup owned = new Cleanup();
    private final OwnedDescriptor reader;
    private final OwnedDescriptor writer;
    private final NativeBlock buffer;

    StatusPipe(LibC libC) throws PtyException {
        this.libC = libC;
        try (Cleanup undo = new Cleanup()) {
            undo.add(owned::close);
            this.buffer = new NativeBlock(libC, LONGEST);
            owned.add(buffer::close);
            buffer.bytes();
            this.reader = owned.own(new OwnedDescriptor(libC));
            OwnedDescriptor end = owned.own(new OwnedDescriptor(libC));
            PipeEnds.open(libC, reader, end);
            this.writer = aboveNumber(end);
            undo.keep();
        }
    }

    /** The write end, moved if it has a number that has a meaning in the trampoline: dup2(2) to itself would not clear its flag. */
    private OwnedDescriptor aboveNumber(OwnedDescriptor end) throws PtyException {
        if (!isReserved(end.number())) {
            return end;
        }
        OwnedDescriptor moved = owned.own(moved(end.number()));
        end.close();
        return moved;
    }

    private static boolean isReserved(int number) {
        return number == NUMBER || number == ERROR_NUMBER;
    }

    private OwnedDescriptor moved(int number) throws PtyException {
        OwnedDescriptor moved = new OwnedDescriptor(libC);
        int command = libC.platform().number(Constant.F_DUPFD_CLOEXEC);
        Errno.check("fcntl(F_DUPFD_CLOEXEC)", moved.take(libC.fcntl(number, command, ERROR_NUMBER + 1)));
        return moved;
    }

    /** A number for another descriptor of ours that has no meaning in the trampoline; a copy, if need be, goes with this pipe. */
    int outOfTheWay(int number) throws PtyException {
        return isReserved(number) ? owned.own(moved(number)).number() : number;
    }

    /** The write end, to be passed on. */
    int writer() {
        return writer.number();
    }

    /** Closes the write end and waits for the whole report; an end is certain, because every process ends or executes. */
    String await() throws PtyException {
        writer.close();
        int length = 0;
        while (length < LONGEST) {
            int count = libC.read(reader.number(), buffer.address() + length, LONGEST - length);
            if (Errno.EINTR.is(count)) {
                continue;
            }
            if (Errno.check("read", count) == 0) {
                break;
            }
            length += count;
        }
        byte[] report = new byte[length];
        buffer.bytes().get(0, report);
        return new String(report, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws PtyException {
        owned.close();
    }
}
