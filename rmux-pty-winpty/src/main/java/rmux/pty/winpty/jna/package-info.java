// SPDX-License-Identifier: Apache-2.0 OR MIT
/** winpty.dll: the search for it, its functions, and their binding; JNA is used only here. */
package rmux.pty.winpty.jna;
