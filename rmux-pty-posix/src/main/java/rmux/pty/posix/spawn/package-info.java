// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Opening a terminal, finding a program, and starting it with one {@code posix_spawn}. */
package rmux.pty.posix.spawn;
