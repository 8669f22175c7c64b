// SPDX-License-Identifier: Apache-2.0 OR MIT
package example;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** Shows the terminal that a program sees, and how the program ended. */
public final class Hello {

    private Hello() {}

    public static void main(String[] arguments) throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size").withSize(TerminalSize.of(100, 30));
        try (PtySession session = command.spawn()) {
            session.master().inputStream().transferTo(System.out);
            System.out.println(session.child().waitFor());
        }
    }
}
