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
 * A FIFO in a temporary directory that holds up a child between {@code fork} and {@code exec}: its file actions open it for
 * reading, which waits until somebody opens it for writing (fifo(7)).
 */
final class SpawnGate implements AutoCloseable {

    private static final int OWNER_ONLY = 0600;

    private final LibC libC;
    private final NativeBlock path;
    private final OwnedDescriptor reserve;

    private SpawnGate(LibC libC, NativeBlock path, OwnedDescriptor reserve) {
        this.libC = libC;
        this.path = path;
        this.reserve = reserve;
    }

    /** A closed gate; empty if there is no place for one. */
    static Optional<SpawnGate> create(LibC libC) throws PtyException {
        for (String directory : List.of(System.getProperty("java.io.tmpdir", "/tmp"), "/dev/shm")) {
            byte[] name = NativeStrings.encode(directory + "/rmux-pty-" + UUID.randomUUID());
            try (Cleanup undo = new Cleanup()) {
                NativeBlock path = NativeStrings.copy(libC, name);
                undo.add(path::close);
                if (libC.mkfifo(path.address(), OWNER_ONLY) >= 0) {
                    undo.add(() -> libC.unlink(path.address()));
                    OwnedDescriptor reserve = undo.own(new OwnedDescriptor(libC));
                    int flags = libC.platform().flags(Constant.O_PATH, Constant.O_CLOEXEC);
                    Errno.check("open", reserve.take(libC.open(path.address(), flags)));
                    SpawnGate gate = new SpawnGate(libC, path, reserve);
                    Optional<SpawnGate> created = Optional.of(gate);
                    undo.keep();
                    return created;
                }
            }
        }
        return Optional.empty();
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
                path) {
            libC.unlink(path.address());
        } catch (PtyException | RuntimeException | Error ignored) {
            // Linux releases the descriptor anyway; without memory, the name stays in the folder for temporary files.
        }
    }
}
