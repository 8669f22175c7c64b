// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Libraries of any language as backends: programs that start other programs as JSON lines tell them. */
package rmux.pty.testkit.driver;
