// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;

/**
 * Runs a command in several places at once, a bounded number of them: shows by lines what each prints, behind the name of the place,
 * and at the end a table of how it went. The programs get no input. Where standard output is not read, they wait.
 */
final class EachPlace {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");

    /** How many places are busy at once; the others wait. */
    private static final int MOST_AT_ONCE = 16;

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final byte[] END_OF_FILE_KEY = {4};
    private static final int STATUS_OF_SIGNALS = 128;

    /** How it went in a place. */
    private record Outcome(int status, String meaning) {}

    private final SessionOptions options;
    private final List<String> command;
    private final PrefixedLines lines = new PrefixedLines(new StandardOutput());
    private final List<PtySession> sessions = new ArrayList<>();
    private int toldToEnd;

    EachPlace(SessionOptions options, List<String> command) {
        this.options = options;
        this.command = command;
    }

    /** Runs the command everywhere; returns the highest status. */
    int run(PrintWriter err) throws IOException, InterruptedException {
        ProcessSignals.handle("INT", this::interrupt);
        ProcessSignals.handle("TERM", this::end);
        ProcessSignals.handle("HUP", this::end);
        Map<Place, Future<Outcome>> running = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, task -> new Thread(task, "place"));
        try {
            options.places().forEach(place -> running.put(place, threads.submit(() -> runOn(place))));
            Map<Place, Outcome> outcomes = new LinkedHashMap<>();
            for (Map.Entry<Place, Future<Outcome>> entry : running.entrySet()) {
                outcomes.put(entry.getKey(), entry.getValue().get());
            }
            print(outcomes, err);
            return outcomes.values().stream().mapToInt(Outcome::status).max().orElse(0);
        } catch (ExecutionException e) {
            closeAll();
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void print(Map<Place, Outcome> outcomes, PrintWriter err) {
        int width = outcomes.keySet().stream()
                .mapToInt(place -> Printable.line(place.toString()).length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, "PLACE".length()) + "s  %6s  %s%n";
        err.printf(Locale.ROOT, row, "PLACE", "STATUS", "END");
        outcomes.forEach((place, outcome) -> err.printf(
                Locale.ROOT, row, Printable.line(place.toString()), outcome.status, Printable.line(outcome.meaning)));
        err.flush();
    }

    /** A place that fails is a row of the table; standard output that fails ends the run. */
    private Outcome runOn(Place place) throws IOException, InterruptedException {
        PtySession session;
        try {
            session = options.spawn(command, TerminalSize.DEFAULT, place);
        } catch (IOException | RuntimeException e) {
            return new Outcome(Failures.exitCode(e), Failures.describe(e));
        }
        Outcome outcome;
        try (session) {
            outcome = follow(place, session);
        } catch (PtyException e) {
            outcome = new Outcome(ExitCodes.FAILURE, Failures.describe(e));
        } finally {
            forget(session);
        }
        return outcome;
    }

    private Outcome follow(Place place, PtySession session) throws IOException, InterruptedException {
        if (!remember(session)) {
            return new Outcome(STATUS_OF_SIGNALS + toldToEnd(), "not begun, as this program was told to end");
        }
        String name = Printable.line(place.toString());
        byte[] bytes = new byte[BUFFER_SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (PrefixedLines.Part part = lines.part(name)) {
            endInput(session);
            for (int count = session.master().read(buffer);
                    count >= 0;
                    count = session.master().read(buffer.clear())) {
                part.write(bytes, count);
            }
        }
        var status = session.child().waitFor();
        return new Outcome(status.shellCode(), status.toString());
    }

    private static void endInput(PtySession session) {
        try {
            session.master().write(ByteBuffer.wrap(END_OF_FILE_KEY));
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "end of input", e); // the program has ended already; its output says more
        }
    }

    private synchronized boolean remember(PtySession session) {
        sessions.add(session);
        return toldToEnd == 0;
    }

    private synchronized void forget(PtySession session) {
        sessions.remove(session);
    }

    private synchronized int toldToEnd() {
        return toldToEnd;
    }

    private synchronized List<PtySession> open() {
        return List.copyOf(sessions);
    }

    /** ^C: the first one goes to the programs, the second one ends everything. */
    private void interrupt(int number) {
        if (toldToEnd() != 0) {
            closeAll();
            return;
        }
        synchronized (this) {
            toldToEnd = number;
        }
        for (PtySession session : open()) {
            try {
                session.child().signal(PtySignal.INTERRUPT);
            } catch (PtyException | RuntimeException e) {
                LOGGER.log(Level.DEBUG, "interrupt", e);
            }
        }
    }

    private void end(int number) {
        synchronized (this) {
            toldToEnd = number;
        }
        closeAll();
    }

    private void closeAll() {
        for (PtySession session : open()) {
            try {
                session.close();
            } catch (PtyException | RuntimeException e) {
                LOGGER.log(Level.DEBUG, "close", e);
            }
        }
    }
}
