// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.picture;

/** What a picture is drawn on. All places are cells. */
interface Canvas {

    /** Fills the background of cells. */
    void fill(int column, int row, int width, int color);

    /** Writes text that takes a number of cells. */
    void text(int column, int row, int width, String text, Look look);

    /** Draws what is below, through and above cells. */
    void lines(int column, int row, int width, Look look);
}
