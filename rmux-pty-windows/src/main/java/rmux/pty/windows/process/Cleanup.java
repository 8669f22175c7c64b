// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.process;

import java.util.ArrayDeque;
import java.util.Deque;
import rmux.pty.api.PtyException;

/**
 * What has to be undone when a later step fails: newest first, all of it.
 *
 * <p>Used with try-with-resources; a step that succeeds as a whole calls {@link #keep} at its end.
 */
public final class Cleanup implements AutoCloseable {

    private final Deque<Undo> steps = new ArrayDeque<>();

    /** Something that undoes a step. */
    public interface Undo {
        void run() throws PtyException;
    }

    /** Adds a handle to be closed. */
    public OwnedHandle add(OwnedHandle handle) {
        steps.push(handle::close);
        return handle;
    }

    /** Adds anything else to be undone. */
    public void add(Undo undo) {
        steps.push(undo);
    }

    /** Everything succeeded; nothing is to be undone. */
    public void keep() {
        steps.clear();
    }

    @Override
    public void close() throws PtyException {
        PtyException failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (PtyException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
