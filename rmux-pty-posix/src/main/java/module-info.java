// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The POSIX backend: openpty by its parts, and {@code posix_spawn}, through JNA, or on JDK 22 and newer also
 * through the Foreign Function &amp; Memory API. Linux on every processor that Java runs on; macOS and FreeBSD from
 * facts, never run there.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "posix"
 */
@org.jspecify.annotations.NullMarked
// The command line is compiled after this; auto-service-annotations has no descriptor, and is needed only at compile time.
@SuppressWarnings({"module", "requires-automatic"})
module rmux.pty.posix {
    requires rmux.pty.api;
    requires com.sun.jna;
    requires static org.jspecify;
    requires static com.google.auto.service;

    // JNA binds the native methods of this package, and of no other.
    opens rmux.pty.posix.jna to
            com.sun.jna;

    exports rmux.pty.posix.stdio to
            rmux.pty.cli;
    exports rmux.pty.posix.check to
            rmux.pty.cli;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.posix.PosixPtyProvider;
}
