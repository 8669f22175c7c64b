// SPDX-License-Identifier: Apache-2.0 OR MIT
import rmux.pty.api.PtyCommand;
import rmux.pty.server.web.WebTerminal;
import rmux.pty.server.web.WebTerminalOptions;

public class WebExample {
    public static void main(String[] arguments) throws Exception {
        WebTerminalOptions options = WebTerminalOptions.defaults().withAddress("127.0.0.1", 0);
        try (WebTerminal server = WebTerminal.start(options, PtyCommand.of("bash"))) {
            System.out.println(server.address()); // open this in a browser
            System.in.read();
        }
    }
}
