// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The servers as subcommands of {@code rmux-pty}. */
package rmux.pty.server.command;
