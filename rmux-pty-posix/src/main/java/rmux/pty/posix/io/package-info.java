// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Reading and writing a master, and waiting for many at once. */
package rmux.pty.posix.io;
