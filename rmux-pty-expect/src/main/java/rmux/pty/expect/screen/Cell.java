// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/**
 * One cell of a screen.
 *
 * @param text the character with what is combined with it; empty if nothing was written there, and in the second half of a
 *     wide character
 * @param width the columns that it takes: 1, 2 for a wide character, 0 for the second half of one
 * @param style how it looks
 */
public record Cell(String text, int width, Style style) {}
