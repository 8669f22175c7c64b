// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.inheritance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;

/** The program of {@link SpawnerJvm}: a directory, or {@code -} for none, and a command; prints what the command writes. */
public final class SpawnerMain {

    private SpawnerMain() {}

    /** Starts the command. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> all = Arrays.asList(arguments);
        try {
            PtyCommand command = PtyCommand.of(all.get(1), all.subList(2, all.size()));
            if (!all.get(0).equals("-")) {
                command = command.withDirectory(Path.of(all.get(0)));
            }
            try (PtySession session = PtyProviders.installed().named("posix").spawn(command)) {
                session.master().inputStream().transferTo(System.out);
                System.out.println(session.child().waitFor());
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            System.out.println("FAILED " + e);
        }
        System.out.flush();
    }
}
