// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The programs of a terminal: watched, signaled, and collected exactly once. */
package rmux.pty.api.internal.child;
