// SPDX-License-Identifier: Apache-2.0 OR MIT
package example;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.ssh.SshPtyProvider;
import rmux.pty.ssh.SshTarget;

public class SshExample {
    public static void main(String[] arguments) throws Exception {
        run(SshTarget.of(arguments[0])); // such as user@host
    }

    public static void run(SshTarget target) throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size; exit 7").withSize(TerminalSize.of(100, 30));
        try (SshPtyProvider machine = SshPtyProvider.connect(target);
                PtySession session = machine.spawn(command)) {
            session.master().inputStream().transferTo(System.out);
            System.out.println(session.child().waitFor());
        }
    }
}
