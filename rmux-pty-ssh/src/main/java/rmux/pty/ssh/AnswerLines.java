// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Passes on what is written, line by line; what is longer than any answer is dropped. Called by one thread at a time. */
final class AnswerLines extends OutputStream {

    private static final int LONGEST = 1024;

    private final Consumer<String> receiver;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    AnswerLines(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            receiver.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else if (line.size() < LONGEST) {
            line.write(b);
        }
    }
}
