// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Arguments made of what has broken command lines before. */
public final class NastyArguments {

    private static final String[] PIECES = {
        "\"",
        "\\",
        "\\\\",
        "\\\"",
        " ",
        "\t",
        "\n",
        "a",
        "%PATH%",
        "^",
        "&",
        "|",
        "*",
        "?",
        "'",
        "\u00e9",
        "\ud83d\ude00",
        "\ud800",
        "\u3000",
        "--x=",
        "/c",
        "!",
        "<>",
        ""
    };

    private NastyArguments() {}

    /** A list of 0 to 5 arguments of 0 to 7 pieces. */
    public static List<String> list(Random random) {
        List<String> arguments = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            StringBuilder argument = new StringBuilder();
            for (int j = random.nextInt(8); j > 0; j--) {
                argument.append(PIECES[random.nextInt(PIECES.length)]);
            }
            arguments.add(argument.toString());
        }
        return arguments;
    }
}
