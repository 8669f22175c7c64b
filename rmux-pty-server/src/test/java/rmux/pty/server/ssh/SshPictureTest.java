// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.Expect;
import rmux.pty.server.Pictures;
import rmux.pty.server.TestLimits;

/** docs/sshd.md shows what OpenSSH's client shows. */
@Tag("once")
class SshPictureTest {

    @Test
    @DisplayName("a shell on a terminal through OpenSSH's client, drawn by Screen")
    void picture(@TempDir Path directory) throws Exception {
        try (SshRig rig = new SshRig(directory)) {
            PtyCommand client = rig.clientOnTerminal(List.of("-t"), "env -u ENV PS1='remote$ ' sh -i")
                    .withSize(TerminalSize.of(60, 8));
            try (Expect expect = Expect.spawn(client).limit(TestLimits.STEP)) {
                expect.await("remote$ ");
                expect.send("stty size; echo $TERM\r").await("xterm-256color\nremote$ ");
                expect.send("echo '\u4e16\u754c'; (exit 7)\r").await("\u4e16\u754c\nremote$ ");
                expect.send("exit").awaitOnScreen("remote$ exit");
                Pictures.assertPictured("sshd.svg", expect.screen().toSvg());
                expect.send("\r");
                assertThat(expect.awaitExit().shellCode()).isEqualTo(7);
            }
        }
    }
}
