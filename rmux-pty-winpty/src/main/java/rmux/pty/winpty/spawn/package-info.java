// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Starting programs on agents, never outside a job. */
package rmux.pty.winpty.spawn;
