// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * What a person would see of a program: the screen of a terminal, as text, cell by cell, and as a picture.
 *
 * <p>Start at {@link rmux.pty.expect.screen.Screen}.
 */
package rmux.pty.expect.screen;
