// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;
import java.time.Duration;

/** A write made no progress for its limit; the channel stays usable. */
public class PtyTimeoutException extends PtyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long bytesTransferred;

    /**
     * A call that gave up.
     *
     * @param operation what was tried
     * @param limit the limit that passed without progress
     * @param bytesTransferred the number of bytes the call had transferred before
     */
    public PtyTimeoutException(String operation, Duration limit, long bytesTransferred) {
        super(
                operation,
                operation + " made no progress for " + limit.toMillis() + " ms; " + bytesTransferred
                        + " bytes were accepted before; the program is not reading its input");
        this.bytesTransferred = bytesTransferred;
    }

    /**
     * The number of bytes that the call had transferred before it gave up; exact.
     *
     * @return 0 or more
     */
    public long bytesTransferred() {
        return bytesTransferred;
    }
}
