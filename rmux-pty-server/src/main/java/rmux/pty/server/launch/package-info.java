// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What a server that the command line starts owes to the way it was started. */
package rmux.pty.server.launch;
