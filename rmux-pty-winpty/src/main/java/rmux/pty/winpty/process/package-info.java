// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Agents of winpty, each with its hidden console. */
package rmux.pty.winpty.process;
