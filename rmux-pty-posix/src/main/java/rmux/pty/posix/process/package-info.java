// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Who owns descriptors and processes, and how they end. */
package rmux.pty.posix.process;
