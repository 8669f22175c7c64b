// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a recording: a header and then an event on each line, each of which is in the file when its method returns. */
public final class CastWriter implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int MICRO_DIGITS = 6;

    /** What is done with a recording that is there. */
    public enum Existing {
        REFUSE,
        OVERWRITE,
        CONTINUE
    }

    private final Path file;
    private final FileChannel channel;
    private final Writer out;
    private final CastFormat format;
    private final boolean continued;
    private final double secondsBefore;
    private long microsWritten;

    /**
     * Opens a file, and leaves what is in it until {@link #begin}: a slip in its name costs no recording.
     *
     * @param format of a new recording; one that is continued keeps its own
     */
    public CastWriter(Path file, CastFormat format, Existing existing) throws IOException {
        this.file = file;
        boolean isThere = Files.isRegularFile(file) && Files.size(file) > 0;
        if (isThere && existing == Existing.REFUSE) {
            throw new IOException(file + " exists already; --force overwrites it, and --append continues it");
        }
        this.continued = isThere && existing == Existing.CONTINUE;
        if (continued) {
            try (CastReader before = new CastReader(file)) { // it must be right as a whole
                this.secondsBefore = before.duration();
                this.format = before.format();
            }
        } else {
            this.secondsBefore = 0;
            this.format = format;
        }
        this.microsWritten = micros(secondsBefore);
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.out = Channels.newWriter(channel, StandardCharsets.UTF_8);
    }

    private static long micros(double seconds) {
        return Math.round(seconds * MICROS_PER_SECOND);
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

    /** Writes the header; in a recording that is continued, the size that the terminal has now. */
    public void begin(CastHeader header) throws IOException {
        if (continued) {
            channel.position(channel.size());
            out.write('\n'); // the last line may lack its end; an empty one does no harm
            event(0, CastEvent.RESIZE, CastEvent.size(header.size()));
        } else {
            if (channel.size() > 0) { // which a pipe never has, and cannot be cut either
                channel.truncate(0);
            }
            line(json -> header.write(json, format));
        }
    }

    /** Writes an event; {@code seconds} since {@link #begin}, and not less than the last one's. */
    public void event(double seconds, String code, String data) throws IOException {
        long micros = Math.max(microsWritten, micros(secondsBefore + seconds));
        long time = format == CastFormat.V3 ? micros - microsWritten : micros;
        microsWritten = micros;
        line(json -> {
            json.writeStartArray();
            json.writeNumber(BigDecimal.valueOf(time, MICRO_DIGITS).toPlainString());
            json.writeString(code);
            json.writeString(data);
            json.writeEndArray();
        });
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
