// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for pseudo consoles.
 *
 * <p>Reading guide: {@code console} opens, resizes and closes a pseudo console and looks for its start-up query; {@code spawn}
 * starts a program on it, suspended, and lets it run only inside its job. Everything else is shared with the other Windows
 * backend, in {@code rmux.pty.windows}.
 */
package rmux.pty.conpty;
