// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The pages of the documentation, and the code in them. */
final class Pages {

    /** The folder of the project, wherever a test is started. */
    static final Path TOP = top();

    private Pages() {}

    private static Path top() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs/guide.md")) ? here : here.getParent();
    }

    /** The pieces of code in a language. */
    static List<String> pieces(String page, String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(TOP.resolve(page)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Code without blanks, so that it compares however it is laid out. */
    static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
