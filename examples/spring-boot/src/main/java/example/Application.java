// SPDX-License-Identifier: Apache-2.0 OR MIT
package example;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

/** Runs a program on a terminal when the application has started. */
@SpringBootApplication
public class Application implements CommandLineRunner {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @Override
    public void run(String... arguments) throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size").withSize(TerminalSize.of(100, 30));
        try (PtySession session = command.spawn()) {
            session.master().inputStream().transferTo(System.out);
            System.out.println(session.child().waitFor());
        }
    }
}
