// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.screen.Screen;
import rmux.pty.server.Pictures;

/** docs/web.md shows what the server sends. */
@Tag("once")
class WebPictureTest {

    @Test
    @DisplayName("what a client of ttyd's protocol receives, drawn by Screen")
    void picture() throws Exception {
        WebTerminalOptions options = WebTerminalOptions.defaults().withAddress(WebTerminalOptions.LOOPBACK, 0);
        PtyCommand shell =
                PtyCommand.of("sh", "-i").withEnvironment("PS1", "$ ").withoutEnvironment("ENV");
        Screen screen = Screen.of(TerminalSize.of(60, 8));
        try (WebTerminal server = WebTerminal.start(options, shell);
                TtydClient client = TtydClient.connect(server)
                        .send("{\"AuthToken\":\"" + TtydClient.token(server) + "\",\"columns\":60,\"rows\":8}")) {
            client.awaitOutput("$ ");
            client.send("0stty size\r");
            client.awaitOutput("8 60\r\n$ ");
            client.send("0printf '\\033[1;32m%s\\033[m\\n' 'hello from the browser \u4e16\u754c'\r");
            client.awaitOutput("browser \u4e16\u754c\033[m\r\n$ ");
            screen.write(client.output());
        }
        Pictures.assertPictured("web.svg", screen.toSvg());
    }
}
