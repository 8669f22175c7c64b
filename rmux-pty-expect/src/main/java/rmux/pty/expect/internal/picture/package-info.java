// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Pictures of a screen. */
package rmux.pty.expect.internal.picture;
