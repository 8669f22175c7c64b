// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.Expect;
import rmux.pty.expect.Keys;

public class ExpectExample {
    public static void main(String[] arguments) throws Exception {
        Path note = Path.of(arguments[0]);
        PtyCommand vim = PtyCommand.of("vim", "-Nu", "NONE", note.getFileName().toString())
                .withDirectory(note.getParent())
                .withSize(TerminalSize.of(60, 10));
        try (Expect expect = Expect.spawn(vim).limit(Duration.ofSeconds(20))) {
            expect.awaitOnScreen("note.txt").send("iRoses are red\r").paste("violets are blue");
            expect.awaitOnScreen("-- INSERT --").awaitOnScreen("violets are blue").awaitIdle(Duration.ofMillis(300));
            Files.writeString(Path.of(arguments[1]), expect.screen().toSvg());
            expect.press(Keys.ESCAPE).send(":wq\r");
            ExitStatus status = expect.awaitExit();
            System.out.println(status + ", " + Files.readAllLines(note));
        }
    }
}
