// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.events;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The topics of docs/troubleshooting.md, by what the messages that they explain have in common. They come from a resource with a
 * line for each: its name, a tab, and a part of the message. A test compares the resource with the page.
 */
public final class HelpTopics {

    private static final String RESOURCE = "help-topics.txt";

    /** Read at the first need; a failure is not remembered, for it may be a passing want of descriptors or memory. */
    private static volatile @Nullable List<Topic> topics;

    private HelpTopics() {}

    /** A topic, and a part of the messages that it explains. */
    private record Topic(String name, String part) {
        /** The others are about what the system said: they have its symbols for names, and explain what nothing else does. */
        private boolean isSpecific() {
            return Character.isLowerCase(name.charAt(0));
        }
    }

    /** Returns a message and, behind it in brackets, the name of the topic that explains it, where there is one. */
    public static String appendTo(String message) {
        try {
            String name = nameFor(message);
            return name == null || endsWithTopic(message) ? message : message + " [" + name + "]";
        } catch (IOException | RuntimeException | Error e) {
            return message; // which matters more
        }
    }

    private static boolean endsWithTopic(String message) throws IOException {
        int bracket = message.lastIndexOf('[');
        if (bracket < 0 || !message.endsWith("]")) {
            return false;
        }
        String name = message.substring(bracket + 1, message.length() - 1);
        return topics().stream().anyMatch(topic -> topic.name.equals(name));
    }

    /** Of several, the one that has most in common with the message: the reason, not what it made impossible. */
    private static @Nullable String nameFor(String message) throws IOException {
        return topics().stream()
                .filter(topic -> message.contains(topic.part))
                .max(Comparator.comparing(Topic::isSpecific).thenComparingInt(topic -> topic.part.length()))
                .map(Topic::name)
                .orElse(null);
    }

    private static List<Topic> topics() throws IOException {
        List<Topic> known = topics;
        if (known == null) {
            known = read();
            topics = known;
        }
        return known;
    }

    private static List<Topic> read() throws IOException {
        try (InputStream resource = HelpTopics.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new FileNotFoundException(RESOURCE); // or it cannot be opened at the moment
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            return lines.lines()
                    .map(line -> line.split("\t", 2))
                    .map(columns -> new Topic(columns[0], columns[1]))
                    .toList();
        }
    }
}
