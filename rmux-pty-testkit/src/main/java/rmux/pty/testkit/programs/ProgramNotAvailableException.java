// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.Serial;

/** This system has no program for what a test needs; the test is skipped, and says why. */
public class ProgramNotAvailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Something that is not available here.
     *
     * @param reason why, as part of a sentence
     */
    public ProgramNotAvailableException(String reason) {
        super(reason);
    }
}
