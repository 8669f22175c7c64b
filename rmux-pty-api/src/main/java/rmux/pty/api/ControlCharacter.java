// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

/**
 * What a terminal can be told by one typed byte, by its name in {@code termios(3)}; all that a client of SSH can ask for (RFC
 * 4254). Not every system has all of them.
 */
public enum ControlCharacter {
    /** Interrupts the foreground job; {@code ^C} by custom. */
    VINTR,
    /** Quits the foreground job; {@code ^\}. */
    VQUIT,
    /** Erases the last character of the line; DEL. */
    VERASE,
    /** Erases the line; {@code ^U}. */
    VKILL,
    /** Ends the input; {@code ^D}. */
    VEOF,
    /** Ends a line beside newline. */
    VEOL,
    /** Ends a line as well. */
    VEOL2,
    /** Restarts the output; {@code ^Q}. */
    VSTART,
    /** Stops the output; {@code ^S}. */
    VSTOP,
    /** Stops the foreground job; {@code ^Z}. */
    VSUSP,
    /** Stops the foreground job when it reads; not on Linux. */
    VDSUSP,
    /** Shows the line again; {@code ^R}. */
    VREPRINT,
    /** Erases the last word of the line; {@code ^W}. */
    VWERASE,
    /** Takes the next character as it is; {@code ^V}. */
    VLNEXT,
    /** Discards the output; not on Linux. */
    VFLUSH,
    /** Switches between shell layers. */
    VSWTCH,
    /** Shows the status of the system; not on Linux. */
    VSTATUS,
    /** Discards the output until typed again; {@code ^O}. */
    VDISCARD
}
