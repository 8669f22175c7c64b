// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/** The line below a cell. */
public enum Underline {
    /** No line. */
    NONE,
    /** One line. */
    SINGLE,
    /** Two lines. */
    DOUBLE,
    /** A wave, as below misspelled words. */
    CURLY,
    /** Dots. */
    DOTTED,
    /** Dashes. */
    DASHED
}
