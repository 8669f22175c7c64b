// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.SpawnRequest;

/**
 * The start of a program by a POSIX shell on another machine: what to run there, and what the shell there reports.
 *
 * <p>The transport runs {@link #words} or {@link #line} on a terminal, and passes what that terminal shows to {@link #await}.
 * Errors that a system call would report here are found by the shell there (rules SPAWN-06 to SPAWN-08).
 */
public final class RemoteStart {

    /** Linux passes on no argument that is longer (MAX_ARG_STRLEN), and a shell gets its script as one. */
    private static final int LONGEST_SCRIPT = 128 * 1024 - 1;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;

    private final SpawnRequest request;
    private final String place;
    private final String nonce;
    private final String script;

    private RemoteStart(SpawnRequest request, String place, String nonce, String script) {
        this.request = request;
        this.place = place;
        this.nonce = nonce;
        this.script = script;
    }

    /**
     * Prepares a start.
     *
     * @param request what to start
     * @param place the machine, for messages, such as {@code user@host}
     * @param setsSize whether the shell there sets the size of the terminal, for transports that cannot do so beforehand
     * @return the start
     */
    public static RemoteStart of(SpawnRequest request, String place, boolean setsSize) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        return new RemoteStart(request, place, nonce, StartScript.of(request, nonce, setsSize));
    }

    /**
     * Returns what to run, for a transport that takes a list of arguments.
     *
     * @return a program and its arguments
     * @throws PtySpawnException if that is more than a system takes
     */
    public List<String> words() throws PtySpawnException {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        words.addAll(request.command().arguments());
        for (String word : words) {
            checkLength(word.getBytes(StandardCharsets.UTF_8).length);
        }
        return List.copyOf(words);
    }

    /**
     * Returns what to run, for a transport that takes one line, which the user's login shell reads.
     *
     * @return a command line, in ASCII
     * @throws PtySpawnException if that is more than a system takes
     */
    public String line() throws PtySpawnException {
        String whole = "set -- " + ShellWords.quote(request.command().arguments()) + "\n" + script;
        String line = ShellWords.forAnyShell(whole);
        checkLength(line.length());
        return line;
    }

    private void checkLength(int length) throws PtySpawnException {
        if (length > LONGEST_SCRIPT) {
            throw new PtySpawnException(
                    Stage.CREATE_PROCESS,
                    "execve",
                    "the arguments and variables of " + request.command().program() + " are too long to be sent to "
                            + place + ": " + length + " bytes of at most " + LONGEST_SCRIPT,
                    ReportedError.of("E2BIG"));
        }
    }

    /**
     * Reads what the terminal shows until the shell there has reported; what comes after that is the program's. Blocks until
     * then, or for the time limit.
     *
     * @param output what the terminal shows; it is read byte by byte
     * @param limit how long that may take
     * @param abort ends a read that is in progress, when the limit is over
     * @return the running program
     * @throws PtySpawnException if the program was not started
     */
    public RemoteProgram await(InputStream output, Duration limit, Runnable abort) throws PtySpawnException {
        try (Watchdog watchdog = Watchdog.start(limit, abort)) {
            ReportReader reader = new ReportReader(output, nonce);
            String report;
            try {
                report = reader.read();
            } catch (IOException e) {
                throw lost(watchdog, limit, reader.noise(), e);
            }
            if (report == null) {
                throw lost(watchdog, limit, reader.noise(), null);
            }
            String[] words = report.split(" ", 4);
            if (words[0].equals("ok")) {
                return new RemoteProgram(Long.parseLong(words[1]), words[2]);
            }
            throw failure(words);
        } catch (NumberFormatException e) {
            throw broken("its report makes no sense: " + e.getMessage(), e);
        }
    }

    private PtySpawnException lost(
            Watchdog watchdog, Duration limit, String noise, @org.jspecify.annotations.Nullable IOException cause) {
        String said = noise.isBlank() ? "" : "; it said: " + noise.strip();
        if (watchdog.hasBarked()) {
            return broken("no POSIX shell answered within " + limit.toSeconds() + " s" + said, cause);
        }
        if (cause != null) {
            return broken("the connection was lost: " + cause.getMessage() + said, cause);
        }
        return broken("no POSIX shell answered; a /bin/sh and an unrestricted login are needed there" + said, null);
    }

    private PtySpawnException broken(String what, @org.jspecify.annotations.Nullable Exception cause) {
        PtySpawnException failure = new PtySpawnException(
                Stage.CONNECT, "start on " + place, place + " did not start the program: " + what);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    private PtySpawnException failure(String[] words) {
        String what = words.length > 1 ? words[1] : "";
        NativeError error = ReportedError.of(words.length > 2 ? words[2] : "?");
        String named = words.length > 3 ? words[3] : "";
        return switch (what) {
            case "terminal" ->
                new PtySpawnException(
                        Stage.ALLOCATE, "isatty", place + " gave the program no terminal; it may forbid them", error);
            case "directory" ->
                new PtySpawnException(
                        Stage.DIRECTORY,
                        "chdir",
                        "the directory " + named + " on " + place + " cannot be entered",
                        error);
            case "program" ->
                new PtySpawnException(
                        Stage.RESOLVE_PROGRAM, "execve", named + " on " + place + " cannot be run", error);
            default -> broken("its report makes no sense: " + String.join(" ", words), null);
        };
    }
}
