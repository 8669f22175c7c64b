// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The C library of macOS or FreeBSD over the kernel of Linux: it takes their numbers and structures, makes the calls of Linux
 * that correspond, and imposes the rules of the other kernel. So real programs run on real terminals, and the whole contract can
 * be asked of the backend for these systems. Nothing of it was compared with a Mac or a FreeBSD.
 */
package rmux.pty.posix.bsd;
