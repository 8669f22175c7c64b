// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Job Objects, processes that never run outside one, their exits, and the helper that enters their consoles. */
package rmux.pty.windows.process;
