// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import rmux.pty.api.TerminalSize;

/**
 * An event of a recording.
 *
 * @param seconds since the start
 * @param code what it is: one of the constants here; others are passed over
 * @param data the output, COLSxROWS, a label, or an exit status
 */
public record CastEvent(double seconds, String code, String data) {

    /** The program wrote something. */
    public static final String OUTPUT = "o";

    /** The terminal got another size. */
    public static final String RESIZE = "r";

    /** A place to stop at. */
    public static final String MARKER = "m";

    /** The program ended, with a status as a shell shows it. */
    public static final String EXIT = "x";

    /** A size as {@link #RESIZE} gives it. */
    public static String size(TerminalSize size) {
        return size.columns() + "x" + size.rows();
    }
}
