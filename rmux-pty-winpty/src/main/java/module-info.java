// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for Windows without a pseudo console: winpty.dll and its agent, and a Job Object around every program.
 *
 * @provides rmux.pty.api.spi.PtyProvider the backend named "winpty"
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // auto-service-annotations has no descriptor; it is needed at compile time alone
module rmux.pty.winpty {
    requires transitive rmux.pty.api;
    requires rmux.pty.windows;
    requires com.sun.jna;
    requires static org.jspecify;
    requires static com.google.auto.service;

    exports rmux.pty.winpty.options;

    provides rmux.pty.api.spi.PtyProvider with
            rmux.pty.winpty.WinPtyProvider;
}
