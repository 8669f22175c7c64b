// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.screen;

/**
 * Where the cursor is.
 *
 * @param column the column, from 0
 * @param row the row, from 0
 * @param visible whether it is shown
 */
public record Cursor(int column, int row, boolean visible) {}
