// SPDX-License-Identifier: Apache-2.0 OR MIT
/** How other modules add subcommands to the command line. */
package rmux.pty.cli.spi;
