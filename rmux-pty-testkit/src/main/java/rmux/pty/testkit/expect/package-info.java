// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Tests of terminal programs: await a text, send an answer, see the screen so far when it does not come. */
package rmux.pty.testkit.expect;
