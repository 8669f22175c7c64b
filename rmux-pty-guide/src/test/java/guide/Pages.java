// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import house.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The pages of the documentation, and the code in them. */
final class Pages {

    private Pages() {}

    /** The pieces of code in a language. */
    static List<String> pieces(String page, String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Project.TOP.resolve(page)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Code without blanks, so that it compares however it is laid out. */
    static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
