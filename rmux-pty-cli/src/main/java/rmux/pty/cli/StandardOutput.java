// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Our standard output as bytes, unbuffered; a reader that has gone is told apart from a write that failed. */
final class StandardOutput {

    /** EPIPE in the C locale; Java tells errors by their text alone. */
    private static final String READER_HAS_GONE = "Broken pipe";

    private final OutputStream stream;

    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** Writes the first bytes of an array. */
    void write(byte[] bytes, int length) throws IOException {
        try {
            stream.write(bytes, 0, length);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            throw reason.contains(READER_HAS_GONE)
                    ? new OutputClosedException(e)
                    : new IOException("standard output: " + reason, e);
        }
    }
}
