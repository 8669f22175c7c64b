// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;
import java.time.Duration;

/**
 * Something took longer than its limit: a write made no progress, after which the channel stays usable, or a program that was
 * {@linkplain PtyCommand#run run} did not end, after which it and what it started were ended.
 */
public class PtyTimeoutException extends PtyException {

    @Serial
    private static final long serialVersionUID = 2L;

    private final long bytesTransferred;
    private final byte[] output;

    /**
     * A write that gave up.
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
        this.output = new byte[0];
    }

    /**
     * A program that did not end in time.
     *
     * @param program the program
     * @param limit how long it was allowed to run
     * @param output what it had written by then
     */
    public PtyTimeoutException(String program, Duration limit, byte[] output) {
        super(
                "run",
                program + " did not end within " + limit.toMillis() + " ms and was ended; it had written "
                        + output.length + " bytes");
        this.bytesTransferred = output.length;
        this.output = output.clone();
    }

    /**
     * Returns the number of bytes that the write had transferred, or the program had written, before the limit; exact.
     *
     * @return 0 or more
     */
    public long bytesTransferred() {
        return bytesTransferred;
    }

    /**
     * Returns what the program that was run had written before the limit, up to the {@linkplain PtyCommand#withOutputLimit limit
     * of output}.
     *
     * @return a copy of the bytes; empty for a write
     */
    public byte[] output() {
        return output.clone();
    }
}
