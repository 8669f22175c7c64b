// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded session as a program of the fake: what was shown is shown again, by the fake's clock. */
public final class Recording {

    private static final Pattern EVENT =
            Pattern.compile("\\s*\\[\\s*([0-9.eE+-]+)\\s*,\\s*\"(\\w)\"\\s*,\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\]\\s*");
    private static final double NANOS = 1e9;
    private static final int HEXADECIMAL = 16;
    private static final int UNIT_DIGITS = 4;

    private record Event(Duration at, String output) {}

    private final List<Event> events;

    private Recording(List<Event> events) {
        this.events = events;
    }

    /**
     * Reads a recording in the asciicast format, version 2; events other than output are passed over.
     *
     * @param file the recording
     * @return the recording
     * @throws IOException if it cannot be read or is not of that format
     */
    public static Recording read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).matches("\\s*\\{.*\"version\"\\s*:\\s*2\\b.*\\}\\s*")) {
            throw new IOException(
                    file + " is no asciicast of version 2: its first line must be an object that says so");
        }
        List<Event> events = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            Matcher event = EVENT.matcher(lines.get(i));
            if (!event.matches() && !lines.get(i).isBlank()) {
                throw new IOException(file + ", line " + (i + 1) + ": not an event: " + lines.get(i));
            }
            if (!lines.get(i).isBlank() && event.group(2).equals("o")) {
                Duration at = Duration.ofNanos((long) (Double.parseDouble(event.group(1)) * NANOS));
                events.add(new Event(at, unescape(event.group(3))));
            }
        }
        return new Recording(List.copyOf(events));
    }

    private static String unescape(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 1 + UNIT_DIGITS), HEXADECIMAL));
                    i += UNIT_DIGITS;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    /**
     * The recording as a program, which shows everything at its time, with output processing off, and ends with code 0.
     *
     * @return the program
     */
    public FakeProgram program() {
        return process -> {
            process.setModes(process.modes().withOutputProcessing(false));
            Duration now = Duration.ZERO;
            for (Event event : events) {
                process.sleep(event.at().minus(now));
                now = event.at();
                process.print(event.output());
            }
            return 0;
        };
    }
}
