// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.nio.ByteBuffer;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.server.hub.HubOptions;
import rmux.pty.server.hub.HubSession;
import rmux.pty.server.hub.SessionHub;
import rmux.pty.server.hub.Viewer;
import rmux.pty.server.hub.ViewerSink;

public class HubExample implements ViewerSink {
    public static void main(String[] arguments) throws Exception {
        try (SessionHub hub = new SessionHub(HubOptions.defaults())) {
            HubSession session = hub.create("work", PtyCommand.shell("echo started; read line; echo got $line"));
            Viewer viewer = session.attach(TerminalSize.of(80, 24), false, new HubExample()); // whenever somebody looks
            viewer.input(ByteBuffer.wrap("hello\r".getBytes()));
            System.in.read();
        }
    }

    @Override
    public void output(ByteBuffer output) { // first what paints the screen, then what the program writes
        System.out.write(output.array(), output.position(), output.remaining());
        System.out.flush();
    }

    @Override
    public void ended(String reason) {
        System.out.println(reason);
    }
}
