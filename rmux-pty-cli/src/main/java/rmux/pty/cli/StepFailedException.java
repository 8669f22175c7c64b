// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What was awaited did not come, or what was to be sent was not read. */
final class StepFailedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    StepFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
