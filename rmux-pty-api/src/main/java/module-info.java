// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Pseudo-terminals for Java: what applications call and what backends implement.
 *
 * <p>Applications start at {@link rmux.pty.api.PtyCommand}; backends start at {@link rmux.pty.api.spi.PtyProvider}.
 *
 * @uses rmux.pty.api.spi.PtyProvider the backends, of which one is selected at run time by what it can do
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the modules that see the internals are compiled after this
module rmux.pty.api {
    requires static org.jspecify;
    requires static jdk.jfr;

    exports rmux.pty.api;
    exports rmux.pty.api.spi;

    // For our own backends and tests, which share the library's threads; promised to nobody else.
    exports rmux.pty.api.internal.events to
            rmux.pty.posix,
            rmux.pty.windows,
            rmux.pty.conpty,
            rmux.pty.winpty,
            rmux.pty.testkit;
    exports rmux.pty.api.internal.waiting to
            rmux.pty.posix,
            rmux.pty.windows,
            rmux.pty.conpty,
            rmux.pty.winpty,
            rmux.pty.testkit;

    uses rmux.pty.api.spi.PtyProvider;
}
