// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Pseudo-terminals: allocate a terminal, start a program on it, resize it, talk to it, control and reap the program.
 *
 * <p>A session in five lines:
 *
 * <pre>{@code
 * try (PtySession session = PtyCommand.of("stty", "size").size(TerminalSize.of(100, 30)).spawn()) {
 *     byte[] output = session.master().inputStream().readAllBytes();
 *     ExitStatus status = session.child().waitFor();
 * }
 * }</pre>
 *
 * <p>Everything here is safe for use by several threads. Interfaces of this package are implemented by the library; methods
 * may be added to them in any minor version. What backends implement is in {@link rmux.pty.api.spi}.
 */
package rmux.pty.api;
