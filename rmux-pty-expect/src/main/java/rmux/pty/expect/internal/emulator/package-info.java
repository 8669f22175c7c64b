// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What each sequence does to a page. */
package rmux.pty.expect.internal.emulator;
