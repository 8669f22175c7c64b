// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The POSIX backend: openpty by its parts, and {@code posix_spawn}, through JNA. Linux on x86-64 and aarch64.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "posix"
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // auto-service-annotations has no descriptor; it is needed at compile time alone
module rmux.pty.posix {
    requires rmux.pty.api;
    requires com.sun.jna;
    requires static org.jspecify;
    requires static com.google.auto.service;

    // JNA binds the native methods of this package, and of no other.
    opens rmux.pty.posix.jna to
            com.sun.jna;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.posix.PosixPtyProvider;
}
