// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Overlapped pipes, and a terminal made of two of them. */
package rmux.pty.windows.io;
