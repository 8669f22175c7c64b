// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect.internal.transcript;

import java.nio.charset.StandardCharsets;
import rmux.pty.expect.internal.parser.Parameters;
import rmux.pty.expect.internal.parser.Parser;
import rmux.pty.expect.internal.parser.ParserActions;

/**
 * Makes plain text of a terminal's output: escape sequences are left out, {@code \r\n} is {@code \n}, and of other control
 * characters only {@code \t}, {@code \n} and {@code \r} remain.
 */
public final class Transcript implements ParserActions {

    private final TranscriptListener listener;
    private final Parser parser = new Parser(this);
    private final StringBuilder text = new StringBuilder();
    private boolean returned;

    /**
     * A transcript at the beginning of the output.
     *
     * @param listener receives it
     */
    public Transcript(TranscriptListener listener) {
        this.listener = listener;
    }

    /**
     * Takes output; what it means has been passed on when this returns.
     *
     * @param bytes holds it
     * @param from where it begins
     * @param to where it ends
     */
    public void write(byte[] bytes, int from, int to) {
        parser.parse(bytes, from, to);
        flush();
    }

    private void flush() {
        if (!text.isEmpty()) {
            String passed = text.toString();
            text.setLength(0);
            listener.text(passed);
        }
    }

    /** A carriage return counts once it is known that no line feed follows. */
    private void endReturn() {
        if (returned) {
            returned = false;
            text.append('\r');
        }
    }

    @Override
    public void printAscii(byte[] bytes, int from, int to) {
        endReturn();
        text.append(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }

    @Override
    public void print(int codePoint) {
        endReturn();
        text.appendCodePoint(codePoint);
    }

    @Override
    public void execute(int code) {
        switch (code) {
            case '\r' -> returned = true;
            case '\n' -> {
                returned = false;
                text.append('\n');
            }
            case '\t' -> {
                endReturn();
                text.append('\t');
            }
            default -> {}
        }
    }

    @Override
    public void escape(int intermediates, int last) {}

    @Override
    public void control(int intermediates, int last, Parameters parameters) {}

    @Override
    public void operatingSystemCommand(String command) {
        CommandMark.parse(command).ifPresent(mark -> {
            flush();
            listener.mark(mark);
        });
    }

    @Override
    public void deviceControl(int intermediates, int last, String command) {}
}
