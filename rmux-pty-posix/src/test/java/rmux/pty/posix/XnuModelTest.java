// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.xnu.ModelLibC;
import rmux.pty.posix.xnu.Xnu;

/** The backend on the model of XNU: one program after another, from spawn to close. */
@Timeout(60)
class XnuModelTest {

    private final Xnu kernel = new Xnu();
    private final PosixPtyProvider provider = new PosixPtyProvider(ModelLibC.of(kernel));

    private static PtyCommand of(String program, String... arguments) {
        return PtyCommand.of(program, arguments).withDirectory("/tmp").withEmptyEnvironment();
    }

    private static String output(PtySession session) throws Exception {
        return new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("a program starts with its terminal, is talked to, exits, and nothing is left")
    void whole() throws Exception {
        kernel.install("/opt/greet", self -> {
            self.write(1, self.controllingTerminal() + " " + self.size() + " " + self.openDescriptors() + "\n");
            self.write(1, "hello " + self.readLine());
            return 42;
        });
        try (PtySession session = provider.spawn(of("/opt/greet").withSize(TerminalSize.of(100, 30)))) {
            session.write("world\n");
            assertThat(output(session)).isEqualTo("/dev/ttys000 100x30 [0, 1, 2]\nhello world");
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(42));
        }
        assertThat(kernel.leftovers(1)).isEmpty();
    }

    @Test
    @DisplayName("an exit is noticed though it waits for somebody to read, and what was written is there afterwards")
    void unreadOutput() throws Exception {
        kernel.setLeaderWaitsForReader(true);
        kernel.install("/opt/last", self -> self.write(1, "last words"));
        try (PtySession session = provider.spawn(of("/opt/last"))) {
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(session.master().inputStream().available()).isEqualTo(10);
            assertThat(output(session)).isEqualTo("last words");
        }
        assertThat(kernel.leftovers(1)).isEmpty();
    }
}
