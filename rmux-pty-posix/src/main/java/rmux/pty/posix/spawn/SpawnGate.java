// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.Cleanup;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.jna.OwnedDescriptor;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/**
 * A FIFO that holds up a child between {@code fork} and {@code exec}: its file actions open it for reading, which waits until
 * somebody opens it for writing (fifo(7)).
 *
 * <p>It loses its name at once, and is opened through {@code /proc/self/fd}. So the child may be another user's, who could not
 * open a file of ours by its name, unless everybody could.
 */
final class SpawnGate implements AutoCloseable {

    private static final int OWNER_ONLY = 0600;
    private static final int READ_BY_ALL = 0644;

    /** A descriptor below may have become another one in the child when it opens the gate. */
    private static final int FIRST_AFTER_STANDARD = 3;

    private final LibC libC;
    private final NativeBlock path;
    private final OwnedDescriptor fifo;
    private final OwnedDescriptor reserve;

    private SpawnGate(LibC libC, NativeBlock path, OwnedDescriptor fifo, OwnedDescriptor reserve) {
        this.libC = libC;
        this.path = path;
        this.fifo = fifo;
        this.reserve = reserve;
    }

    /** A closed gate; empty if there is no place for one, or no {@code /proc}. */
    static Optional<SpawnGate> create(LibC libC) throws PtyException {
        for (String directory : List.of(System.getProperty("java.io.tmpdir", "/tmp"), "/dev/shm")) {
            byte[] name = NativeStrings.encode(directory + "/rmux-pty-" + UUID.randomUUID());
            try (Cleanup undo = new Cleanup()) {
                NativeBlock named = NativeStrings.copy(libC, name);
                undo.add(named::close);
                if (libC.mkfifo(named.address(), OWNER_ONLY) >= 0) {
                    Optional<SpawnGate> created = open(libC, named, undo);
                    named.close(); // before anything is kept: without memory, this may fail
                    if (created.isPresent()) {
                        undo.keep();
                    }
                    return created;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SpawnGate> open(LibC libC, NativeBlock named, Cleanup undo) throws PtyException {
        OwnedDescriptor fifo = undo.own(new OwnedDescriptor(libC));
        OwnedDescriptor reserve = undo.own(new OwnedDescriptor(libC));
        try {
            int flags = libC.platform().flags(Constant.O_PATH, Constant.O_CLOEXEC);
            Errno.check("open", fifo.take(libC.open(named.address(), flags)));
            Errno.check("open", reserve.take(libC.open(named.address(), flags)));
        } finally {
            libC.unlink(named.address());
        }
        NativeBlock path = NativeStrings.copy(libC, NativeStrings.encode("/proc/self/fd/" + fifo.number()));
        undo.add(path::close);
        if (fifo.number() < FIRST_AFTER_STANDARD || libC.chmod(path.address(), READ_BY_ALL) < 0) {
            return Optional.empty();
        }
        return Optional.of(new SpawnGate(libC, path, fifo, reserve));
    }

    /** The address of the FIFO's path. */
    long path() {
        return path.address();
    }

    /**
     * Lets the child pass. Opening the gate takes a descriptor, and one was kept for the case that there is no other.
     *
     * @return false if the child is not at the gate yet
     * @throws PtyException if the gate cannot be opened
     */
    boolean open() throws PtyException {
        int result = openForWriting();
        if (Errno.EMFILE.is(result) || Errno.ENFILE.is(result)) {
            reserve.close();
            result = openForWriting();
        }
        if (Errno.ENXIO.is(result)) {
            return false;
        }
        Errno.check("close", libC.close(Errno.check("open", result)));
        reserve.close();
        fifo.close();
        return true;
    }

    private int openForWriting() {
        return libC.open(
                path.address(), libC.platform().flags(Constant.O_WRONLY, Constant.O_NONBLOCK, Constant.O_CLOEXEC));
    }

    /** Never fails: a program that has been started must not be lost for the sake of its gate. */
    @Override
    public void close() {
        try (reserve;
                fifo;
                path) {
            // Linux releases a descriptor even if closing it fails.
        } catch (PtyException | RuntimeException | Error ignored) {
            // As above.
        }
    }
}
