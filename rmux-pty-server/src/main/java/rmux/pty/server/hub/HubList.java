// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A list of sessions for people: a line each, its fields separated by tabs. */
final class HubList {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private HubList() {}

    static String text(List<SessionSummary> sessions) {
        return sessions.stream().map(HubList::line).collect(Collectors.joining());
    }

    private static String line(SessionSummary session) {
        return String.join(
                        "\t",
                        session.name(),
                        session.state(),
                        session.viewers() == 0 ? "detached" : session.viewers() + " attached",
                        session.size().columns() + "x" + session.size().rows(),
                        TIME.format(session.created().atZone(ZoneId.systemDefault())),
                        printable(session.program()),
                        printable(session.title()))
                + "\n";
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(code -> Character.isISOControl(code) ? '?' : code)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
