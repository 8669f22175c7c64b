// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What characters are: their widths, which of them share a cell, and the sets that stand in for ASCII. */
package rmux.pty.expect.internal.text;
