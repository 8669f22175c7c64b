// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for Windows 10 1809 and later: a pseudo console, and a Job Object around every program.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "conpty"
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // auto-service-annotations has no descriptor; it is needed at compile time alone
module rmux.pty.conpty {
    requires transitive rmux.pty.api;
    requires rmux.pty.windows;
    requires static org.jspecify;
    requires static com.google.auto.service;

    exports rmux.pty.conpty.options;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.conpty.ConPtyProvider;
}
