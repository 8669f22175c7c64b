// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Pseudo consoles. */
package rmux.pty.conpty.io;
