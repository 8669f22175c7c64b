// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for pseudo consoles.
 *
 * <p>By default no passthrough is asked for, and output is rendered by the console. {@code FAITHFUL_OUTPUT} is promised only if the
 * system property {@code rmux.pty.conpty.library} (or the variable {@code RMUX_PTY_CONPTY_LIBRARY}) names a conpty.dll whose
 * version resource says 1.22 or later, from which on escape sequences pass unmodified.
 *
 * <p>Reading guide: {@code io} opens, resizes and closes a pseudo console and answers its start-up queries; {@code spawn}
 * starts a program on it, suspended, and lets it run only inside its job. Everything else is shared with the other Windows
 * backend, in {@code rmux.pty.windows}.
 */
package rmux.pty.conpty;
