// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The standard streams of this process where they are a terminal, for the command line. */
package rmux.pty.posix.stdio;
