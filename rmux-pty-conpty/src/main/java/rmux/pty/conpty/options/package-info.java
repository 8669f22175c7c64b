// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The options of pseudo consoles, for applications. */
package rmux.pty.conpty.options;
