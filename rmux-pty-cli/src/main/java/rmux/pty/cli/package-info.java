// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The command line, one class for each subcommand.
 *
 * <p>Reading guide: {@code Main} is the entry point; {@code LocalTerminal} is the terminal the user sits at; {@code
 * TerminalBridge} connects it to a session; the {@code Cast} classes read and write recordings.
 */
package rmux.pty.cli;
