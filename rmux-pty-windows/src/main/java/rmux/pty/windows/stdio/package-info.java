// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The standard streams of this process where they are a console, for the command line. */
package rmux.pty.windows.stdio;
