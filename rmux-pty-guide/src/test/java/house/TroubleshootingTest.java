// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyException;

/** What the library says where something fails is explained in docs/troubleshooting.md, each with an anchor. */
class TroubleshootingTest {

    /** Modules whose messages only developers of backends meet. */
    private static final Set<String> NOT_FOR_USERS = Set.of(
            "rmux-pty-testkit",
            "rmux-pty-bench",
            "rmux-pty-it",
            "rmux-pty-example-socket",
            "rmux-pty-windows-testkit",
            "rmux-pty-remote-testkit");

    /** New messages may wait so many at a time for their entry. */
    private static final int MOST_MISSING = 10;

    private static final Pattern FAILURE = Pattern.compile(
            "(?:new (?:PtyException|PtySpawnException|PtyTimeoutException|NoPtyProviderException)|Availability\\.unavailable)"
                    + "\\((.*?)\\)\\s*[;:,\\n)]",
            Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    private static final Path PAGE = Project.TOP.resolve("docs/troubleshooting.md");
    private static final Path TOPICS =
            Project.TOP.resolve("rmux-pty-api/src/main/resources/rmux/pty/api/internal/events/help-topics.txt");

    private static final Pattern ENTRY = Pattern.compile("\\| <a id=\"([^\"]+)\"></a>(.*?) \\| .*");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`([^`]*)");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9_]+");

    /** Three words and more. */
    private static boolean isSentence(String text) {
        return text.split(" ", -1).length > 2;
    }

    /** The parts of messages that are sentences. */
    private static Set<String> messages() throws IOException {
        Set<String> messages = new TreeSet<>();
        for (Path file : Project.sources()) {
            Path path = Project.TOP.relativize(file);
            if (path.toString().contains("/src/main/")
                    && !NOT_FOR_USERS.contains(path.getName(0).toString())) {
                FAILURE.matcher(Files.readString(file))
                        .results()
                        .flatMap(failure -> LITERAL.matcher(failure.group(1)).results())
                        .map(literal -> literal.group(1).replace("\\\"", "\"").strip())
                        .filter(TroubleshootingTest::isSentence)
                        .forEach(messages::add);
            }
        }
        return messages;
    }

    @Test
    @DisplayName("the messages of failures are on the page, except for a few new ones")
    void complete() throws Exception {
        Set<String> messages = messages();
        assertThat(messages).hasSizeGreaterThan(70);
        String page = Files.readString(PAGE);
        List<String> missing =
                messages.stream().filter(message -> !page.contains(message)).toList();
        assertThat(missing).as("explain these in docs/troubleshooting.md").hasSizeLessThanOrEqualTo(MOST_MISSING);
    }

    @Test
    @DisplayName("every entry has an anchor, and no two have the same")
    void anchors() throws Exception {
        List<String> anchors = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            boolean isEntry = line.startsWith("- ")
                    || (line.startsWith("| ") && !line.startsWith("| Message |") && !line.startsWith("|---"));
            List<String> found = ANCHOR.matcher(line)
                    .results()
                    .map(anchor -> anchor.group(1))
                    .toList();
            assertThat(found).as(line).hasSize(isEntry ? 1 : 0);
            anchors.addAll(found);
        }
        assertThat(anchors).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    }

    /** A name, a tab, and a part of a message; a line for each message on the page. */
    private static List<String> topics() throws IOException {
        List<String> topics = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                parts(entry.group(2)).forEach(part -> topics.add(entry.group(1) + "\t" + part));
            }
        }
        return topics;
    }

    /** Of each message in a cell, the longest part that never changes; messages are separated by commas or semicolons. */
    private static List<String> parts(String cell) {
        List<String> parts = new ArrayList<>();
        String longest = "";
        Matcher quoted = QUOTED.matcher(cell);
        while (quoted.find()) {
            String part = quoted.group(1);
            longest = part.length() > longest.length() ? part : longest;
            if (quoted.end() == cell.length() || quoted.group(2).matches(".*[;,].*")) {
                if (SYMBOL.matcher(longest).matches()) {
                    parts.add(longest + " (");
                } else if (isSentence(longest)) {
                    parts.add(longest);
                }
                longest = "";
            }
        }
        return parts;
    }

    @Test
    @DisplayName("the topics that messages end with are those of the page")
    void topicsOfMessages() throws Exception {
        List<String> topics = topics();
        assertThat(topics).hasSizeGreaterThan(80);
        assertThat(Files.readAllLines(TOPICS))
                .as("%s is to have these lines:%n%s%n", TOPICS, String.join("\n", topics))
                .isEqualTo(topics);
    }

    @Test
    @DisplayName("each message on the page ends with its own topic")
    void messagesEndWithTheirTopic() throws Exception {
        for (String topic : topics()) {
            String[] columns = topic.split("\t", 2);
            assertThat(new PtyException("test", "x " + columns[1] + " y"))
                    .hasMessageEndingWith(" [" + columns[0] + "]");
        }
        assertThat(new PtyException("test", "nothing of the kind")).hasMessage("nothing of the kind");
    }
}
