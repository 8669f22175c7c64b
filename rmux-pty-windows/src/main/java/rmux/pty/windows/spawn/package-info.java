// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What a program is started with: command line, environment block, and where the program is found. */
package rmux.pty.windows.spawn;
