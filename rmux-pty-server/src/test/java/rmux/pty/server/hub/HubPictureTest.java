// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.Pictures;

/** docs/hub.md shows what somebody sees who comes to a session later. */
@Tag("once")
class HubPictureTest {

    private static final TerminalSize SIZE = TerminalSize.of(60, 8);
    private static final String SCRIPT = """
            printf '\\033[1;36mWhat is to be built? \\033[m'; read what
            for part in one two three; do printf "part $part of $what: \\033[32mdone\\033[m\\n"; done
            printf 'Press Enter. '; read end
            """;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("one types and leaves, the program goes on, another one comes and sees it all")
    void picture() throws Exception {
        try (SessionHub hub = new SessionHub(HubOptions.defaults())) {
            HubSession session = hub.create("work", PtyCommand.shell(SCRIPT));
            RecordingSink first = new RecordingSink(SIZE);
            try (Viewer viewer = session.attach(SIZE, false, first)) {
                first.await("built?");
                viewer.input(bytes("the release\r"));
            }
            RecordingSink second = new RecordingSink(SIZE);
            try (Viewer viewer = session.attach(SIZE, true, second)) {
                second.await("Press Enter.");
                viewer.input(bytes("not typed, as it only watches"));
            }
            Pictures.assertPictured("hub.svg", second.screen.toSvg());
        }
    }
}
