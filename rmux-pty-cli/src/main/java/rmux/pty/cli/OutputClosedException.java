// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.Serial;

/** Whoever read our output has gone; there is nobody to tell. */
final class OutputClosedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    OutputClosedException(IOException cause) {
        super(cause);
    }
}
