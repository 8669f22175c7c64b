// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The output of an agent: its console as the device of a session sees it, and its end. */
package rmux.pty.winpty.io;
