// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.child;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import rmux.pty.api.spi.ChildControl;

/** What belongs to a program: ended by one thread at a time, and not touched any more once the control is closed. */
public final class ChildTree {

    private final ChildControl control;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    public ChildTree(ChildControl control) {
        this.control = control;
    }

    /** Ends everything; does nothing after {@link #close}. */
    public void terminate() throws IOException {
        lock.lock();
        try {
            if (!closed) {
                control.terminateTree();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Records what belonged to the program at {@code requestTime} or later, before its terminal is closed. */
    public void record(long requestTime) throws IOException {
        lock.lock();
        try {
            if (!closed) {
                control.recordTree(requestTime);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes one look without blocking; false if another thread is ending the tree right now. */
    public boolean isGone(boolean force) throws IOException {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return closed || control.isTreeGone(force);
        } finally {
            lock.unlock();
        }
    }

    /** Releases what the backend holds for the program, once. */
    public void close() throws IOException {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                control.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
