// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import rmux.pty.api.CompletedCommand;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTimeoutException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;

/** Ten things that programs do with a terminal; docs/guide.md quotes the bodies of these methods. */
final class TenTasks {

    private TenTasks() {}

    static int bridge(TerminalSize size, OutputStream out) throws Exception {
        try (PtySession session = PtyCommand.loginShell().withSize(size).spawn()) {
            session.write("exit 3\r");
            session.master().inputStream().transferTo(out);
            return session.waitFor().shellCode();
        }
    }

    static String capture() throws Exception {
        CompletedCommand git = PtyCommand.shell("echo one; echo two").run(Duration.ofSeconds(5));
        return git.exitStatus().isSuccess() ? git.text() : "failed: " + git.exitStatus();
    }

    static byte[] timeLimit() throws Exception {
        try {
            return PtyCommand.shell("echo begun; sleep 60")
                    .run(Duration.ofSeconds(1))
                    .output();
        } catch (PtyTimeoutException late) {
            return late.output();
        }
    }

    static CompletableFuture<Void> listen(PtySession session, Consumer<? super ByteBuffer> screen) {
        return session.onOutput(screen);
    }

    static void resize(PtySession session, int columns, int rows) {
        try {
            session.resize(TerminalSize.of(columns, rows));
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    static void endTheTree(PtySession session) throws Exception {
        session.child().terminateTree();
        session.waitFor();
    }

    static PtyCommand environment(PtyCommand command) {
        return command.withEnvironment("EDITOR", "vi").withoutEnvironment("AWS_SECRET_ACCESS_KEY");
    }

    static boolean askedForPassword(PtySession session) throws IOException {
        return !session.master().modes().echo();
    }

    static PtySession raw() throws IOException {
        return PtyCommand.of("cat").withModes(TerminalModes.raw()).spawn();
    }

    static CompletableFuture<Integer> whenItEnds(PtySession session) {
        return session.onExit().thenApply(ExitStatus::shellCode);
    }
}
