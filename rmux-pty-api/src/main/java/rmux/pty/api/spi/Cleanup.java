// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyException;

/**
 * What has to be undone when a later step fails, or when its owner is closed: newest first, all of it, once.
 *
 * <p>With try-with-resources, a method that opens several things adds each, and calls {@link #keep} when the whole has
 * succeeded. Not safe for use by several threads.
 */
public final class Cleanup implements AutoCloseable {

    /** Something that can be undone, or released. */
    public interface Step extends AutoCloseable {

        /**
         * Undoes the step.
         *
         * @throws PtyException if the system refused
         */
        @Override
        void close() throws PtyException;
    }

    private final Deque<Step> steps = new ArrayDeque<>();

    /** A cleanup with nothing to undo. */
    public Cleanup() {}

    /**
     * Adds a step.
     *
     * @param step what undoes it
     */
    public void add(Step step) {
        steps.push(step);
    }

    /**
     * Adds something that was opened, to be closed.
     *
     * @param <T> its type
     * @param resource what was opened
     * @return the same
     */
    public <T extends Step> T own(T resource) {
        steps.push(resource);
        return resource;
    }

    /** Forgets every step: the whole has succeeded, and somebody else owns the parts. */
    public void keep() {
        steps.clear();
    }

    /**
     * Undoes every step, even if one of them fails, whatever it throws.
     *
     * @throws PtyException the first failure, with the others suppressed
     */
    @Override
    public void close() throws PtyException {
        Throwable failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().close();
            } catch (PtyException | RuntimeException | Error e) {
                if (failure == null) {
                    failure = e;
                } else {
                    suppress(failure, e);
                }
            }
        }
        rethrow(failure);
    }

    /** In this class, because another one cannot be loaded where memory has run out. */
    private static void suppress(Throwable first, Throwable second) {
        try {
            if (!first.equals(second)) {
                first.addSuppressed(second);
            }
        } catch (RuntimeException | Error e) {
            // What matters is that the other steps are undone.
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws PtyException {
        if (failure instanceof PtyException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
    }
}
