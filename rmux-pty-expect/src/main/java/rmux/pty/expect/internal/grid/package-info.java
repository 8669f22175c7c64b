// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Lines of cells, pages of lines, and how cells are packed. */
package rmux.pty.expect.internal.grid;
