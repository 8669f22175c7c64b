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
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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

    /** The parts of messages that are sentences: those of three words and more. */
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
                        .filter(text -> text.split(" ", -1).length > 2)
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
        String page = Files.readString(Project.TOP.resolve("docs/troubleshooting.md"));
        List<String> missing =
                messages.stream().filter(message -> !page.contains(message)).toList();
        assertThat(missing).as("explain these in docs/troubleshooting.md").hasSizeLessThanOrEqualTo(MOST_MISSING);
    }

    @Test
    @DisplayName("every entry has an anchor, and no two have the same")
    void anchors() throws Exception {
        List<String> anchors = new ArrayList<>();
        for (String line : Files.readAllLines(Project.TOP.resolve("docs/troubleshooting.md"))) {
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
}
