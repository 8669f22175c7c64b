// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.PassingFailure;
import rmux.pty.api.internal.waiting.IsolatedCall;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Platforms;

/**
 * Binds the C library, once, when first asked.
 *
 * <p>The system property {@code rmux.pty.posix.binding} chooses what binds it: {@code jna} or {@code ffm}, the Foreign
 * Function &amp; Memory API of JDK 22 and newer. By default it is JNA, or the other one where JNA cannot be loaded.
 */
public final class NativeAccess {

    /** The system property that chooses the binding. */
    public static final String BINDING = "rmux.pty.posix.binding";

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

    /** What binds the C library, in words; binds it if need be. */
    public static String binding() {
        return libC() instanceof JnaLibC || Proxy.isProxyClass(libC().getClass())
                ? "JNA " + JnaBinding.inUse()
                : "the Foreign Function & Memory API";
    }

    private static LibC makeComplete() {
        Platform platform = Platforms.running();
        String binding = System.getProperty(BINDING, "");
        return switch (binding) {
            case "jna" -> tried(JnaBinding.bind(platform));
            case "ffm" -> tried(ForeignBinding.bind(platform));
            case "" -> withoutPreference(platform);
            default ->
                throw new UnsatisfiedLinkError(
                        "the system property " + BINDING + " is \"" + binding + "\", and not jna or ffm");
        };
    }

    /** JNA, which starts faster, though its calls cost more; see docs/performance.md. */
    private static LibC withoutPreference(Platform platform) {
        try {
            return tried(JnaBinding.bind(platform));
        } catch (Error | RuntimeException noJna) {
            if (PassingFailure.isIn(noJna)) {
                throw noJna;
            }
            try {
                return tried(ForeignBinding.bind(platform));
            } catch (Error | RuntimeException neither) {
                noJna.addSuppressed(neither);
                throw noJna;
            }
        }
    }

    private static LibC tried(LibC made) {
        made.close(-1); // binds every function of a table, or says which is missing
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
