// SPDX-License-Identifier: Apache-2.0 OR MIT
/** An SSH server whose shells and commands are sessions on terminals of their own. */
package rmux.pty.server.ssh;
