// SPDX-License-Identifier: Apache-2.0 OR MIT
package house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Links and pictures of the pages lead somewhere: to a file that is there, and to a heading or anchor of it. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");
    private static final String FENCE = "```";

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(Project.pages());
        pages.add(Project.TOP.resolve("examples/README.md"));
        return pages;
    }

    /** The lines of a page that are not code, without code in them. */
    private static List<String> prose(Path page) throws IOException {
        List<String> prose = new ArrayList<>();
        boolean isCode = false;
        for (String line : Files.readAllLines(page)) {
            if (line.stripLeading().startsWith(FENCE)) {
                isCode = !isCode;
            } else if (!isCode) {
                prose.add(line);
            }
        }
        return prose;
    }

    /** What a link to a part of the page may name: headings as the readers of Markdown make names of them, and anchors. */
    private static Set<String> parts(Path page) throws IOException {
        Set<String> parts = new HashSet<>();
        Map<String, Integer> uses = new HashMap<>();
        for (String line : prose(page)) {
            ANCHOR.matcher(line).results().map(anchor -> anchor.group(1)).forEach(parts::add);
            if (line.startsWith("#")) {
                String name = line.replaceFirst("^#+ +", "")
                        .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = uses.merge(name, 1, Integer::sum) - 1;
                parts.add(before == 0 ? name : name + "-" + before);
            }
        }
        return parts;
    }

    /** What is wrong with the links of a page. */
    private static List<String> dead(Path page) throws IOException {
        List<String> dead = new ArrayList<>();
        for (String line : prose(page)) {
            List<String> targets = LINK.matcher(line.replaceAll("`[^`]*`", ""))
                    .results()
                    .map((MatchResult link) -> link.group(1))
                    .filter(target -> !ELSEWHERE.matcher(target).matches())
                    .toList();
            for (String target : targets) {
                String[] sides = target.split("#", 2);
                Path file = sides[0].isEmpty() ? page : page.resolveSibling(sides[0]);
                boolean isThere =
                        Files.exists(file) && (sides.length == 1 || parts(file).contains(sides[1]));
                if (!isThere) {
                    dead.add(Project.TOP.relativize(page) + ": " + target);
                }
            }
        }
        return dead;
    }

    @Test
    @DisplayName("no page has a dead link")
    void links() throws Exception {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            dead.addAll(dead(page));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    @DisplayName("a dead link is found, whether its file or its part is missing")
    void found() throws Exception {
        Path page = Files.createTempFile(Project.TOP.resolve("rmux-pty-guide/target"), "page", ".md");
        try {
            String name = page.getFileName().toString();
            Files.writeString(
                    page,
                    String.join(
                            "\n",
                            "# A `first` part",
                            "<a id=\"here\"></a> [a](#a-first-part) [b](#here) [c](https://example.org/x) [d](" + name
                                    + "#here)",
                            "[e](missing.md) ![f](missing.svg) [g](#nowhere) [h](" + name + "#nowhere)",
                            "```",
                            "[i](missing.md)",
                            "```",
                            "`[j](missing.md)`"));
            assertThat(dead(page))
                    .extracting(entry -> entry.replaceFirst("^.*: ", ""))
                    .containsExactly("missing.md", "missing.svg", "#nowhere", name + "#nowhere");
        } finally {
            Files.delete(page);
        }
    }
}
