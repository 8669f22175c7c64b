// SPDX-License-Identifier: Apache-2.0 OR MIT
package example;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.docker.DockerPtyProvider;
import rmux.pty.docker.DockerTarget;

public class DockerExample {
    public static void main(String[] arguments) throws Exception {
        run(DockerTarget.of(arguments[0])); // such as web
    }

    public static void run(DockerTarget target) throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size; exit 7").withSize(TerminalSize.of(100, 30));
        try (PtySession session = DockerPtyProvider.connect(target).spawn(command)) {
            session.master().inputStream().transferTo(System.out);
            System.out.println(session.child().waitFor());
        }
    }
}
