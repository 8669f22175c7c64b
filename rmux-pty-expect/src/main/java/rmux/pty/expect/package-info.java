// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Programs on terminals, driven as a person would drive them: wait for something, type, press keys.
 *
 * <p>Start at {@link rmux.pty.expect.Expect} for a program, at {@link rmux.pty.expect.Shell} for commands.
 */
package rmux.pty.expect;
