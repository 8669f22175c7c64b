// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.Serial;

/** Unwinds the thread of a program that has ended; an Error, so that programs do not catch it by accident. */
final class ProgramEnd extends Error {

    @Serial
    private static final long serialVersionUID = 1L;

    ProgramEnd() {
        super("the program has ended", null, false, false);
    }
}
