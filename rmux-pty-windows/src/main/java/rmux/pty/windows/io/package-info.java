// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Overlapped pipes, a terminal made of two of them, and input that is injected into it. */
package rmux.pty.windows.io;
