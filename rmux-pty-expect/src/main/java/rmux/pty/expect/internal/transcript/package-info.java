// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Output as plain text, and the marks that shells put into it. */
package rmux.pty.expect.internal.transcript;
