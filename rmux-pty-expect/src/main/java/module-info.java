// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Programs on terminals, driven as a person would drive them: see the screen, wait for something, type.
 *
 * <p>Start at {@link rmux.pty.expect.Expect}, or at {@link rmux.pty.expect.screen.Screen} for the screen only.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the command line is compiled after this
module rmux.pty.expect {
    requires transitive rmux.pty.api;
    // Only Screen.toPng needs it.
    requires static java.desktop;
    requires static org.jspecify;

    exports rmux.pty.expect;
    exports rmux.pty.expect.screen;
    // For `rmux-pty run --await`.
    exports rmux.pty.expect.internal.transcript to
            rmux.pty.cli;
}
