// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Compares what this backend takes for granted with the system it runs on, for {@code rmux-pty selftest}. */
package rmux.pty.posix.check;
