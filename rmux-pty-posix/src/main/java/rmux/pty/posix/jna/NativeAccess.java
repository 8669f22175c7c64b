// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.LibraryVersion;
import rmux.pty.api.internal.events.PassingFailure;
import rmux.pty.api.internal.waiting.IsolatedCall;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Platforms;

/** Loads JNA and binds the C library, once, when first asked. */
public final class NativeAccess {

    private static volatile @Nullable LibC bound;
    private static @Nullable Failure lastingFailure;

    /** Why the library cannot be bound. */
    private record Failure(Throwable cause) {
        UnsatisfiedLinkError toError() {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("the C library could not be bound: " + cause);
            error.initCause(cause);
            return error;
        }
    }

    private NativeAccess() {}

    /**
     * The C library of this process. A failure for lack of memory or of a thread may pass, and is not
     * remembered.
     *
     * @throws UnsatisfiedLinkError if it cannot be bound
     */
    public static LibC libC() {
        LibC known = bound;
        return known == null ? bind() : known;
    }

    /** Returns the version of JNA that is in use. */
    public static String jnaInUse() {
        return LibraryVersion.of(Native.class);
    }

    /** Returns the version of JNA that this was compiled with. */
    public static String jnaCompiledWith() {
        return Native.VERSION; // a constant, copied by the compiler
    }

    private static LibC make(Platform platform) {
        boolean direct = platform.has(Feature.EPOLL)
                && platform.has(Feature.VARIADIC_AS_OTHERS)
                && platform.wordSize() == Long.BYTES;
        return direct ? new JnaLibC(platform) : GenericLibC.bind(platform);
    }

    private static LibC makeComplete() {
        LibC made = make(Platforms.running());
        made.close(-1); // binds every function of the table, or says which is missing
        return made;
    }

    private static synchronized LibC bind() {
        LibC known = bound;
        if (known != null) {
            return known;
        }
        Failure before = lastingFailure;
        if (before != null) {
            throw before.toError();
        }
        try {
            LibC made = IsolatedCall.of(NativeAccess.class, NativeAccess::makeComplete);
            bound = made;
            return made;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | RuntimeException e) { // JNA throws Error itself where its own library is of another version
            Failure failure = new Failure(e);
            // The JVM remembers that JNA's class failed, and would describe the cause less well the next time.
            lastingFailure = PassingFailure.isIn(e) ? null : failure;
            throw failure.toError();
        }
    }
}
