// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/** A color of a cell, as the program has chosen it. */
public sealed interface Color {

    /** The color that the terminal has anyway, which depends on its theme. */
    record Default() implements Color {}

    /**
     * One of 256 colors: the first 16 depend on the theme, then a cube of 6 by 6 by 6, then 24 grays.
     *
     * @param index 0 to 255
     */
    record Indexed(int index) implements Color {}

    /**
     * A color by its parts.
     *
     * @param red 0 to 255
     * @param green 0 to 255
     * @param blue 0 to 255
     */
    record Rgb(int red, int green, int blue) implements Color {}
}
