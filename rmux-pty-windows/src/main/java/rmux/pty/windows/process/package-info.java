// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Handles with one owner, Job Objects, processes that never run outside one, and their exits. */
package rmux.pty.windows.process;
