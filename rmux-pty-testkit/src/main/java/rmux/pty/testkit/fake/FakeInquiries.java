// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.ProgramIdentity;

/** The suite's programs that answer a question; strings travel in hexadecimal. */
final class FakeInquiries {

    static final Map<String, FakeProgram> ALL = Map.of(
            "standing",
            process -> say(
                    process,
                    process.pid() + " " + process.group() + " " + process.session() + " " + process.foreground()),
            "size",
            process -> {
                TerminalSize size = process.size();
                return say(
                        process,
                        size.columns() + " " + size.rows() + " " + size.widthPixels() + " " + size.heightPixels());
            },
            "arguments",
            process -> strings(process, process.arguments()),
            "argv0",
            process -> strings(process, List.of(process.name())),
            "environment",
            process -> {
                List<String> namesAndValues = new ArrayList<>();
                process.environment().forEach((name, value) -> namesAndValues.addAll(List.of(name, value)));
                return strings(process, namesAndValues);
            },
            "directory",
            process -> strings(process, List.of(process.directory().toString())),
            "dispositions",
            process -> say(process, Long.toString(process.ignoredSignals())),
            "identity",
            process -> say(process, identity(process.identity())),
            "modes",
            process -> say(process, modes(process.modes())));

    private FakeInquiries() {}

    private static int say(FakeProcess process, String text) throws IOException {
        process.println(text);
        return 0;
    }

    private static int strings(FakeProcess process, Collection<String> strings) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String string : strings) {
            lines.append(HexFormat.of().formatHex(string.getBytes(StandardCharsets.UTF_8)))
                    .append('\n');
        }
        process.print(lines.toString());
        return 0;
    }

    static List<String> strings(byte[] output) {
        return new String(output, StandardCharsets.UTF_8)
                .lines()
                .map(line -> new String(HexFormat.of().parseHex(line), StandardCharsets.UTF_8))
                .toList();
    }

    static String identity(ProgramIdentity identity) {
        StringBuilder text = new StringBuilder(identity.user() + " " + identity.group());
        identity.groups().forEach(group -> text.append(' ').append(group));
        return text.toString();
    }

    private static String modes(TerminalModes modes) {
        return flag(modes.echo())
                + flag(modes.canonical())
                + flag(modes.signals())
                + flag(modes.extended())
                + flag(modes.inputCrToNl())
                + flag(modes.flowControl())
                + flag(modes.outputProcessing())
                + flag(modes.utf8());
    }

    private static String flag(boolean on) {
        return on ? "1" : "0";
    }

    static TerminalModes modes(String text) {
        return TerminalModes.cooked()
                .withEcho(text.charAt(0) == '1')
                .withCanonical(text.charAt(1) == '1')
                .withSignals(text.charAt(2) == '1')
                .withExtended(text.charAt(3) == '1')
                .withInputCrToNl(text.charAt(4) == '1')
                .withFlowControl(text.charAt(5) == '1')
                .withOutputProcessing(text.charAt(6) == '1')
                .withUtf8(text.charAt(7) == '1');
    }
}
