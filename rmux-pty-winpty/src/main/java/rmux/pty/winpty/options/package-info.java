// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The options of consoles of winpty, for applications. */
package rmux.pty.winpty.options;
