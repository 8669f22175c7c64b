// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import rmux.pty.api.TerminalSize;

/**
 * Writes a recording: asciicast version 2, a header and then an event on each line.
 *
 * <p>A character that is split over two reads is kept until it is whole; bytes that are no UTF-8 become U+FFFD, since JSON
 * knows no bytes.
 */
final class CastWriter implements TerminalBridge.Tap, AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path file;
    private final FileChannel channel;
    private final Writer out;
    private final String title;
    private final boolean continued;
    private final double secondsBefore;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private long start;

    /** Opens a file, and leaves what is in it until the program has started: a slip in its name costs no recording. */
    CastWriter(Path file, String title, Existing existing) throws IOException {
        this.file = file;
        boolean isThere = Files.isRegularFile(file) && Files.size(file) > 0;
        if (isThere && existing == Existing.REFUSE) {
            throw new IOException(file + " exists already; --force overwrites it, and --append continues it");
        }
        this.continued = isThere && existing == Existing.CONTINUE;
        this.secondsBefore = continued ? CastReader.duration(file) : 0;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.out = Channels.newWriter(channel, StandardCharsets.UTF_8);
        this.title = title;
    }

    /** What is done with a recording that is there. */
    enum Existing {
        REFUSE,
        OVERWRITE,
        CONTINUE
    }

    private interface Line {
        void write(JsonGenerator json) throws IOException;
    }

    private void line(Line line) throws IOException {
        try {
            try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                line.write(json);
            }
            out.write('\n');
            out.flush(); // what was shown is on record, whatever happens next
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void started(TerminalSize size) throws IOException {
        start = System.nanoTime();
        if (continued) {
            channel.position(channel.size());
            out.write('\n'); // the last line may lack its end; an empty one does no harm
            resized(size);
        } else {
            if (channel.size() > 0) { // which a pipe never has, and cannot be cut either
                channel.truncate(0);
            }
            writeHeader(size);
        }
    }

    private void writeHeader(TerminalSize size) throws IOException {
        line(json -> {
            json.writeStartObject();
            json.writeNumberField("version", 2);
            json.writeNumberField("width", size.columns());
            json.writeNumberField("height", size.rows());
            json.writeNumberField("timestamp", Instant.now().getEpochSecond());
            json.writeStringField("title", title);
            json.writeObjectFieldStart("env");
            for (Map.Entry<String, String> variable : environment().entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
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
            event("o", text);
        }
    }

    @Override
    public synchronized void resized(TerminalSize size) throws IOException {
        event("r", size.columns() + "x" + size.rows());
    }

    private String decode(ByteBuffer in, boolean end) {
        CharBuffer text = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, text, end);
        return text.flip().toString();
    }

    private void event(String code, String data) throws IOException {
        double seconds = secondsBefore + (System.nanoTime() - start) / NANOS_PER_SECOND;
        line(json -> {
            json.writeStartArray();
            json.writeNumber(String.format(Locale.ROOT, "%.6f", seconds));
            json.writeString(code);
            json.writeString(data);
            json.writeEndArray();
        });
    }

    @Override
    public synchronized void close() throws IOException {
        try (out) {
            if (undecoded.hasRemaining()) {
                event("o", decode(undecoded, true));
            }
        }
    }
}
