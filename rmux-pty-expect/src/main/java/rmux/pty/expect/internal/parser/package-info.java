// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Takes a terminal's output apart. */
package rmux.pty.expect.internal.parser;
