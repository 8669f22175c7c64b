// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Starting programs on pseudo consoles, never outside a job. */
package rmux.pty.conpty.spawn;
