// SPDX-License-Identifier: Apache-2.0 OR MIT
package guide;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import rmux.pty.api.Closing;
import rmux.pty.api.CompletedCommand;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.expect.Expect;

/** What programs do with terminals now and then; docs/cookbook.md quotes the bodies of these methods. */
final class Cookbook {

    private Cookbook() {}

    static String errorsApart(PtyCommand command, Duration limit) throws Exception {
        CompletedCommand done = command.withSeparateError(true).run(limit);
        return done.text() + "errors: " + new String(done.error(), StandardCharsets.UTF_8);
    }

    static ExitStatus intoFile(PtyCommand command, Path file) throws Exception {
        try (OutputStream log = new FileOutputStream(file.toFile());
                PtySession session = command.spawn()) {
            session.master().inputStream().transferTo(log);
            return session.waitFor();
        }
    }

    static String feed(PtyCommand command, List<String> lines) throws Exception {
        try (PtySession session =
                command.withModes(TerminalModes.cooked().withEcho(false)).spawn()) {
            for (String line : lines) {
                session.write(line + "\n");
            }
            session.master().sendEof();
            return new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<String> lines(PtyCommand command) throws Exception {
        List<String> lines = new ArrayList<>();
        try (PtySession session = command.spawn();
                BufferedReader reader = new BufferedReader(session.reader(StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }

    static List<ExitStatus> manyAtOnce(List<PtyCommand> commands, int atOnce, Duration limit) throws Exception {
        ExecutorService places = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<CompletedCommand>> running = new ArrayList<>();
            for (PtyCommand command : commands) {
                running.add(places.submit(() -> command.run(limit)));
            }
            List<ExitStatus> statuses = new ArrayList<>();
            for (Future<CompletedCommand> one : running) {
                statuses.add(one.get().exitStatus());
            }
            return statuses;
        } finally {
            places.shutdownNow();
        }
    }

    static Process withoutTerminalIfNeedBe(List<String> line) throws IOException {
        PtyCommand command = PtyCommand.of(line.get(0), line.subList(1, line.size()));
        try {
            return command.spawn().toProcess();
        } catch (NoPtyProviderException none) {
            return new ProcessBuilder(line).start();
        }
    }

    static void leaveJobsRunning(PtyCommand shell, String line) throws Exception {
        try (PtySession session = shell.withClosing(Closing.HANG_UP).spawn()) {
            session.write(line + "; exit\r");
            session.master().inputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    static Optional<ExitStatus> interrupt(PtySession session, Duration patience) throws Exception {
        session.child().signal(PtySignal.INTERRUPT);
        return session.child().waitFor(patience);
    }

    static String answer(PtyCommand command, String password) throws Exception {
        try (Expect program = Expect.spawn(command)) {
            program.await(Pattern.compile("(?i)password:"));
            program.send(password + "\r");
            program.awaitExit();
            return program.screen().text();
        }
    }
}
