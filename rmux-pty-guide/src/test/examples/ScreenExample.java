// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.nio.file.Files;
import java.nio.file.Path;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.screen.Screen;

public class ScreenExample {
    public static void main(String[] arguments) throws Exception {
        Screen screen = Screen.of(TerminalSize.of(60, 10));
        PtyCommand command = PtyCommand.of("sh", arguments[0]).withSize(screen.size());
        try (PtySession session = command.spawn()) {
            session.onOutput(screen::write).get(); // completes when the output has ended
        }
        System.out.println(screen.text());
        System.out.println("first cell: " + screen.cell(0, 0));
        System.out.println("cursor: " + screen.cursor());
        Files.writeString(Path.of(arguments[1]), screen.toSvg());
    }
}
