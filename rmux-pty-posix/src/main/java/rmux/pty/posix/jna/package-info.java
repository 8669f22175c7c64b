// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The C library behind an interface that tests can replace; JNA's types stay in this package. */
package rmux.pty.posix.jna;
