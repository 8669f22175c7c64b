// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

/** Which of several viewers decides how large the terminal is. */
public enum Sizing {
    /** The terminal fits into the windows of all viewers. */
    SMALLEST,
    /** The terminal is as large as the window of the viewer that last attached, typed or changed its size. */
    LATEST
}
