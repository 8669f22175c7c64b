// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The binding of Windows as an interface: {@link rmux.pty.windows.jna.Win32} is what everything else calls and what tests replace.
 * Native memory and handles have one owner each.
 */
package rmux.pty.windows.jna;
