// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/**
 * What the program has switched on that concerns its input.
 *
 * @param applicationCursor whether cursor keys are to send {@code ESC O} rather than {@code ESC [}
 * @param applicationKeypad whether the keypad is to send sequences of its own
 * @param bracketedPaste whether pasted text is to be enclosed in {@code ESC [ 200 ~} and {@code ESC [ 201 ~}
 * @param focusEvents whether the program wants to know when its window gains or loses the focus
 * @param mouseTracking which mouse events it wants: 0 for none, or mode 9, 1000, 1002 or 1003 of xterm
 * @param mouseEncoding how they are written: 0 for the original form, or mode 1006 or 1016 of xterm
 */
public record InputModes(
        boolean applicationCursor,
        boolean applicationKeypad,
        boolean bracketedPaste,
        boolean focusEvents,
        int mouseTracking,
        int mouseEncoding) {}
