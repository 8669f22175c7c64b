// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads JNA and binds Windows, once, when first asked. */
public final class NativeAccess {

    private NativeAccess() {}

    /**
     * Windows.
     *
     * @throws UnsatisfiedLinkError if it could not be bound; the same failure each time
     */
    public static Win32 win32() {
        Win32 bound = Holder.BOUND;
        if (bound == null) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("Windows could not be bound: " + Holder.FAILURE);
            error.initCause(Holder.FAILURE);
            throw error;
        }
        return bound;
    }

    /** A class of each library that the binding needs, for those who have to find the files. */
    public static List<Class<?>> librariesOfJna() {
        return List.of(Native.class, WinError.class);
    }

    private static final class Holder {
        static final @Nullable Win32 BOUND;
        static final @Nullable Throwable FAILURE;

        static {
            Win32 bound = null;
            Throwable failure = null;
            try {
                bound = new DirectWin32();
                bound.CloseHandle(0); // binds every function of the table, or says which is missing
            } catch (LinkageError | RuntimeException e) {
                bound = null;
                failure = e;
            }
            BOUND = bound;
            FAILURE = failure;
        }
    }
}
