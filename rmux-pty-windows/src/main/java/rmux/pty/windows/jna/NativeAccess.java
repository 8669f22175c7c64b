// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.waiting.IsolatedCall;
import rmux.pty.api.spi.Availability;

/** Loads JNA and binds Windows, once, when first asked. */
public final class NativeAccess {

    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64", "arm64");

    private static volatile @Nullable Win32 bound;

    private NativeAccess() {}

    /**
     * Returns the binding of Windows. Only success is remembered: a failure may have been a passing one.
     *
     * @throws UnsatisfiedLinkError if it cannot be bound
     */
    public static Win32 win32() {
        Win32 known = bound;
        return known == null ? bind() : known;
    }

    private static synchronized Win32 bind() {
        Win32 made = bound;
        if (made == null) {
            try {
                made = IsolatedCall.of(NativeAccess.class, NativeAccess::makeComplete);
            } catch (LinkageError | RuntimeException e) {
                UnsatisfiedLinkError error = new UnsatisfiedLinkError("Windows could not be bound: " + e);
                error.initCause(e);
                throw error;
            }
            bound = made;
        }
        return made;
    }

    private static Win32 makeComplete() {
        Win32 made = new DirectWin32();
        made.CloseHandle(0); // binds every function of the table, or says which is missing
        return made;
    }

    /**
     * The console of this process.
     *
     * @throws UnsatisfiedLinkError if Windows cannot be bound
     */
    public static ConsoleApi console() {
        win32();
        return new DirectConsoleApi();
    }

    /** Why no backend can be used in a JVM of an architecture, by its {@code os.arch}; empty when one can. */
    public static Optional<Availability> refuse(String architecture) {
        return ARCHITECTURES.contains(architecture.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(Availability.unavailable(
                        "this is a JVM for " + architecture + ", and the backend knows 64-bit Windows alone",
                        "use a 64-bit JVM"));
    }

    /** What a backend answers when {@link #win32} failed, or native access was denied. */
    public static Availability unavailable(Throwable failure) {
        return Availability.unavailable(
                "Windows cannot be called: " + failure.getMessage(),
                "allow native access (--enable-native-access=com.sun.jna, on the class path ALL-UNNAMED), and a temporary"
                        + " directory that programs may be loaded from (-Djna.tmpdir=DIRECTORY)",
                failure);
    }

    /** A class of each library that the binding needs, for those who have to find the files. */
    public static List<Class<?>> librariesOfJna() {
        return List.of(Native.class, WinError.class);
    }
}
