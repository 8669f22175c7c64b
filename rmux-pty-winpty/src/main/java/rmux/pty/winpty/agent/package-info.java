// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Agents, and the programs that they start. */
package rmux.pty.winpty.agent;
