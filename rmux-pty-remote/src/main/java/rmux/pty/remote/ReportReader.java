// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds one record between two separators in what a terminal shows; login shells may print greetings before it. */
final class ReportReader {

    private static final int SEPARATOR = 0x1E;

    /** More than any greeting; a machine that prints more runs something else. */
    private static final int MOST_NOISE = 1024 * 1024;

    private static final int LONGEST_REPORT = 64 * 1024;
    private static final int SHOWN_NOISE = 300;

    private final InputStream output;
    private final String start;
    private final ByteArrayOutputStream noise = new ByteArrayOutputStream();

    ReportReader(InputStream output, String nonce) {
        this.output = output;
        this.start = nonce + " ";
    }

    /** Returns the record without its number; null at the end of the output. */
    @Nullable
    String read() throws IOException {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        boolean inside = false;
        for (int next = output.read(); next >= 0; next = output.read()) {
            if (next == SEPARATOR) {
                String text = record.toString(StandardCharsets.UTF_8);
                if (inside && text.startsWith(start)) {
                    return text.substring(start.length());
                }
                record.writeTo(noise);
                record.reset();
                inside = true;
            } else {
                record.write(next);
            }
            if (record.size() > LONGEST_REPORT) {
                record.writeTo(noise);
                record.reset();
                inside = false;
            }
            if (noise.size() > MOST_NOISE) {
                throw new IOException("more than " + MOST_NOISE + " bytes came before any report");
            }
        }
        record.writeTo(noise);
        return null;
    }

    /** The last of what came before the report. */
    String noise() {
        String text = noise.toString(StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - SHOWN_NOISE));
    }
}
