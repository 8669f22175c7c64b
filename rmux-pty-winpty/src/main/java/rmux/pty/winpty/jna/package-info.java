// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The functions of winpty.dll, and their binding; JNA is used here alone. */
package rmux.pty.winpty.jna;
