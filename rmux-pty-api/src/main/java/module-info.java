// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Pseudo-terminals for Java: what applications call and what backends implement.
 *
 * <p>Applications start at {@link rmux.pty.api.PtyCommand}; backends start at {@link rmux.pty.api.spi.PtyProvider}.
 *
 * @uses rmux.pty.api.spi.PtyProvider the backends, of which one is selected at run time by what it can do
 */
@org.jspecify.annotations.NullMarked
module rmux.pty.api {
    requires static org.jspecify;
    requires static jdk.jfr;

    exports rmux.pty.api;
    exports rmux.pty.api.spi;

    uses rmux.pty.api.spi.PtyProvider;
}
