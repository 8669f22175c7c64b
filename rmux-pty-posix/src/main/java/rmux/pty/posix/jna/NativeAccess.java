// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import org.jspecify.annotations.Nullable;

/** Loads JNA and binds the C library, once, when first asked. */
public final class NativeAccess {

    private static volatile @Nullable LibC bound;

    private NativeAccess() {}

    /**
     * The C library of this process. A failure is not remembered: one for want of memory or of a thread may pass.
     *
     * @throws UnsatisfiedLinkError if it cannot be bound
     */
    public static LibC libC() {
        LibC known = bound;
        return known == null ? bind() : known;
    }

    private static synchronized LibC bind() {
        LibC known = bound;
        if (known != null) {
            return known;
        }
        // JNA starts a cleaning thread, which would hold the caller's context class loader for as long as it lives.
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        thread.setContextClassLoader(NativeAccess.class.getClassLoader());
        boolean interrupted = Thread.interrupted(); // JNA waits for a process, and would forget an interrupt
        try {
            LibC made = new JnaLibC();
            made.close(-1); // binds every function of the table, or says which is missing
            bound = made;
            return made;
        } catch (LinkageError | RuntimeException e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("the C library could not be bound: " + e);
            error.initCause(e);
            throw error;
        } finally {
            thread.setContextClassLoader(context);
            if (interrupted) {
                thread.interrupt();
            }
        }
    }
}
