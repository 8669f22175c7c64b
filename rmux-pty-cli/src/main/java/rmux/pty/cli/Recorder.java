// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import rmux.pty.api.TerminalSize;
import rmux.pty.cli.recording.CastEvent;
import rmux.pty.cli.recording.CastHeader;
import rmux.pty.cli.recording.CastWriter;

/**
 * Records a session as it passes.
 *
 * <p>A character that is split over two reads is kept until it is whole; bytes that are no UTF-8 become U+FFFD, since JSON
 * knows no bytes.
 */
final class Recorder implements TerminalBridge.Tap, AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;

    private final CastWriter recording;
    private final Map<String, String> texts;
    private final OptionalDouble idleTimeLimit;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private long start;

    /** A recorder into {@code recording}, which it closes; {@code texts} are those of the header. */
    Recorder(CastWriter recording, Map<String, String> texts, OptionalDouble idleTimeLimit) {
        this.recording = recording;
        this.texts = texts;
        this.idleTimeLimit = idleTimeLimit;
    }

    @Override
    public synchronized void started(TerminalSize size) throws IOException {
        start = System.nanoTime();
        OptionalLong now = OptionalLong.of(Instant.now().getEpochSecond());
        recording.begin(new CastHeader(size, now, idleTimeLimit, texts, environment()));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "TERM", System.getenv().getOrDefault("TERM", "xterm-256color"),
                "SHELL", System.getenv().getOrDefault("SHELL", ""));
    }

    @Override
    public synchronized void output(byte[] bytes, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + length)
                .put(undecoded)
                .put(bytes, 0, length)
                .flip();
        String text = decode(in, false);
        undecoded = in;
        if (!text.isEmpty()) {
            event(CastEvent.OUTPUT, text);
        }
    }

    @Override
    public synchronized void resized(TerminalSize size) throws IOException {
        event(CastEvent.RESIZE, CastEvent.size(size));
    }

    @Override
    public synchronized void ended(int status) throws IOException {
        flush();
        event(CastEvent.EXIT, Integer.toString(status));
    }

    private String decode(ByteBuffer in, boolean end) {
        CharBuffer text = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, text, end);
        return text.flip().toString();
    }

    private void event(String code, String data) throws IOException {
        recording.event((System.nanoTime() - start) / NANOS_PER_SECOND, code, data);
    }

    private void flush() throws IOException {
        if (undecoded.hasRemaining()) {
            String rest = decode(undecoded, true);
            undecoded = ByteBuffer.allocate(0);
            event(CastEvent.OUTPUT, rest);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (recording) {
            flush();
        }
    }
}
