// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/** An attribute of a cell that is on or off. */
public enum Attribute {
    /** Bold. */
    BOLD,
    /** Dim, or faint. */
    DIM,
    /** Italic. */
    ITALIC,
    /** Blinking. */
    BLINK,
    /** Foreground and background exchanged. */
    INVERSE,
    /** Not shown. */
    INVISIBLE,
    /** Struck through. */
    STRUCK_THROUGH,
    /** A line above. */
    OVERLINED
}
