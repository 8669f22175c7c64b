// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.Availability;
import rmux.pty.posix.jna.JnaBinding;
import rmux.pty.posix.jna.NativeAccess;

/** Why the C library cannot be called, and what to do about it. */
final class BindingFailure {

    private static final String ALLOW =
            "allow native access (--enable-native-access=com.sun.jna,rmux.pty.posix, on the class path ALL-UNNAMED)";
    private static final String UNPACK =
            "give JNA a temporary directory that can be written and is not mounted noexec (-Djna.tmpdir=DIRECTORY),"
                    + " or use JDK 22 or newer, on which no file is needed";
    private static final String ADD =
            "add net.java.dev.jna:jna-jpms beside rmux-pty-posix, or use JDK 22 or newer, which does without";
    private static final String CHOOSE =
            "do without -D" + NativeAccess.BINDING + ", or with -D" + NativeAccess.BINDING + "=jna";

    private static final String ONE_VERSION =
            "have one version of JNA, " + JnaBinding.compiledWith() + " or newer, for its classes and its native"
                    + " library (mvn dependency:tree -Dincludes=net.java.dev.jna shows who brings another one)";

    private BindingFailure() {}

    /** Explains a failure of the binding by its first cause. */
    static Availability explain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String remedy = ALLOW + ", and a temporary directory that is not mounted noexec (-Djna.tmpdir=DIRECTORY)";
        Throwable root = failure;
        for (@Nullable Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            root = cause;
            if (says(cause, BindingFailure::isAboutChoice)) {
                remedy = CHOOSE;
            } else if (cause instanceof IllegalCallerException) {
                remedy = ALLOW;
            } else if (cause instanceof NoClassDefFoundError && says(cause, text -> text.startsWith("com/sun/jna/"))) {
                remedy = ADD;
            } else if (cause instanceof UnsatisfiedLinkError && says(cause, BindingFailure::isAboutUnpacking)) {
                remedy = UNPACK;
            }
        }
        String message = root.getMessage();
        if (isAboutVersions(root)) {
            return Availability.unavailable(
                    "JNA " + JnaBinding.inUse() + " is in use, and does not fit the rest of JNA or this backend,"
                            + " which was built with JNA " + JnaBinding.compiledWith(),
                    ONE_VERSION,
                    failure);
        }
        return Availability.unavailable(
                "the C library cannot be called: "
                        + (message == null ? root.getClass().getSimpleName() : message),
                remedy,
                failure);
    }

    /** Of {@link NativeAccess} and of the binding that was chosen. */
    private static boolean isAboutChoice(String message) {
        return message.startsWith("the system property " + NativeAccess.BINDING)
                || message.contains("the Foreign Function & Memory API");
    }

    /** Of glibc's dlopen(3) about a file on a noexec file system, and of JNA. */
    private static boolean isAboutUnpacking(String message) {
        return message.contains("failed to map segment") || message.contains("Failed to create temporary file");
    }

    /** Of JNA about its own native library, and of the JVM about what an older JNA has not got. */
    private static boolean isAboutVersions(Throwable root) {
        return root instanceof NoSuchMethodError
                || root instanceof NoSuchFieldError
                || says(root, text -> text.contains("incompatible JNA native library"))
                || says(root, text -> text.startsWith("Can't obtain ") && text.contains("com.sun.jna."));
    }

    private static boolean says(Throwable failure, Predicate<String> what) {
        String message = failure.getMessage();
        return message != null && what.test(message);
    }
}
