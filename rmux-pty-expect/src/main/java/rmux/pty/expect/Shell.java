// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalModes;
import rmux.pty.expect.internal.transcript.CommandMark;
import rmux.pty.expect.internal.transcript.TranscriptListener;

/**
 * One shell for many commands, each with its exit code, its output and a time limit: for build servers and for agents.
 *
 * <pre>{@code
 * try (Shell shell = Shell.open()) {
 *     ShellResult result = shell.run("cd /tmp && ls", Duration.ofSeconds(10));
 *     System.out.println(result.exitCode() + ": " + result.output());
 * }
 * }</pre>
 *
 * <p>The commands run in the shell itself: directories, variables and functions stay. A command that does not end within its limit
 * keeps running: {@link #poll} waits again, {@link #type} answers what it asks, {@link #interrupt} ends it. Needs a POSIX shell and
 * {@link rmux.pty.api.PtyCapability#TERMINAL_MODES}. All methods may be called by several threads; one command runs at a time.
 */
public final class Shell implements AutoCloseable {

    /** The output of a command that is kept, in bytes, unless another budget is set. */
    public static final int DEFAULT_BUDGET = 64 * 1024;

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    /** How long a program that has switched off the echo must be silent to be waiting for a password. */
    private static final Duration PROMPT_QUIET = Duration.ofMillis(100);

    private static final Duration CHECK = Duration.ofMillis(50);
    private static final byte INTERRUPT = 3;

    private final Expect expect;
    private final PtySession session;
    private final int budget;
    private final ShellScript script = new ShellScript("rmux-" + UUID.randomUUID());
    private final AtomicReference<@Nullable RunningCommand> listening = new AtomicReference<>();
    private final TerminalModes typing;
    private @Nullable RunningCommand running;
    private Set<ProcessHandle> earlier = Set.of();
    private int number;

    private Shell(Expect expect, int budget) throws IOException, InterruptedException {
        this.expect = expect;
        this.budget = budget;
        session = expect.session();
        expect.setListener(new TranscriptListener() {
            @Override
            public void text(String text) {
                RunningCommand command = listening.get();
                if (command != null) {
                    command.text(text);
                }
            }

            @Override
            public void mark(CommandMark mark) {
                RunningCommand command = listening.get();
                if (command != null) {
                    command.mark(mark);
                }
            }
        });
        typing = session.master().modes().withEcho(false).withCanonical(true).withSignals(true);
        session.master().setModes(typing);
        session.write(script.setUp());
        if (run(":", START_LIMIT).status() != ShellResult.Status.EXITED) {
            throw new ExpectException(
                    session.isAlive()
                            ? "the shell was not ready within " + START_LIMIT.toSeconds() + " s"
                            : "the shell has ended",
                    expect.screen().text());
        }
    }

    /**
     * Opens a shell: {@code bash} if there is one, otherwise {@code sh}.
     *
     * @return the shell, ready for a command
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted
     */
    public static Shell open() throws IOException, InterruptedException {
        return open(command(), DEFAULT_BUDGET);
    }

    /**
     * Opens a shell.
     *
     * @param command the shell, usually {@link #command} with changes: a directory, variables, a size
     * @param budget the output of each command that is kept, in bytes, 16 or more; half of it from the beginning, half from the end
     * @return the shell, ready for a command
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the budget is too small
     */
    public static Shell open(PtyCommand command, int budget) throws IOException, InterruptedException {
        if (budget < 16) {
            throw new IllegalArgumentException("the budget must be 16 bytes or more, but was " + budget);
        }
        Expect expect = Expect.spawn(command);
        try {
            return new Shell(expect, budget);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            try (expect) {
                throw e;
            }
        }
    }

    /**
     * The command that starts a plain shell: without profiles, history and line editing.
     *
     * @return the command
     */
    public static PtyCommand command() {
        boolean bash = Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/local/bin/bash"));
        PtyCommand command =
                bash ? PtyCommand.of("bash", "--noprofile", "--norc", "--noediting", "-i") : PtyCommand.of("sh", "-i");
        return command.withoutEnvironment("ENV")
                .withoutEnvironment("BASH_ENV")
                .withoutEnvironment("PS1")
                .withoutEnvironment("PROMPT_COMMAND");
    }

    /**
     * The conversation with the shell, for its screen, and for what this class does not do.
     *
     * @return the conversation
     */
    public Expect expect() {
        return expect;
    }

    /**
     * Whether a command is running.
     *
     * @return false if the next one may be run
     */
    public synchronized boolean isRunning() {
        return running != null;
    }

    /**
     * Whether the shell is running.
     *
     * @return false if it has ended
     */
    public boolean isOpen() {
        return session.isAlive() && !expect.hasEnded();
    }

    /**
     * Runs a command and waits for its end.
     *
     * @param command one or more lines, as in a script
     * @param limit how long to wait; the command goes on afterwards
     * @return what came of it
     * @throws IOException if the shell has ended
     * @throws InterruptedException if the thread is interrupted; the command goes on
     * @throws IllegalStateException if another command is still running
     * @throws IllegalArgumentException if the command contains a NUL character
     */
    public synchronized ShellResult run(String command, Duration limit) throws IOException, InterruptedException {
        if (running != null) {
            throw new IllegalStateException("a command is still running; poll it or interrupt it first");
        }
        if (command.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the command contains a NUL character");
        }
        RunningCommand next = new RunningCommand(script.token(), ++number, budget);
        session.master().setModes(typing); // a command before this one may have changed them
        earlier = descendants();
        listening.set(next);
        running = next;
        for (String line : script.run(command, number)) {
            session.write(line);
        }
        return await(next, limit);
    }

    /**
     * Waits again for the command that is running.
     *
     * @param limit how long to wait
     * @return what has come since the last result
     * @throws IOException if the terminal cannot be examined
     * @throws InterruptedException if the thread is interrupted; the command goes on
     * @throws IllegalStateException if no command is running
     */
    public synchronized ShellResult poll(Duration limit) throws IOException, InterruptedException {
        return await(current(), limit);
    }

    /**
     * Types text for the command that is running, for example a password and {@code \r}.
     *
     * @param text the text
     * @throws IOException if it cannot be written
     */
    public void type(String text) throws IOException {
        session.write(text);
    }

    /**
     * Ends the command that is running: by {@code ^C}; if that does not help, by a request to terminate; if that does not help, by
     * killing it and everything it has started. If even that does not bring the shell back, the shell is ended, too.
     *
     * @param grace how long to wait after each step
     * @return what has come since the last result
     * @throws IOException if the terminal cannot be examined or the system refused a signal
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if no command is running
     */
    public synchronized ShellResult interrupt(Duration grace) throws IOException, InterruptedException {
        RunningCommand command = current();
        PtyChild child = session.child();
        session.master().tryWrite(ByteBuffer.wrap(new byte[] {INTERRUPT}));
        if (!finishes(command, grace)) {
            child.signal(PtySignal.TERMINATE);
            child.signal(PtySignal.CONTINUE); // a stopped job would not notice
        }
        if (!finishes(command, grace)) {
            for (ProcessHandle process : descendants()) {
                if (!earlier.contains(process)) {
                    process.destroyForcibly();
                }
            }
        }
        if (!finishes(command, grace)) {
            child.terminateTree();
        }
        finishes(command, grace);
        return resultOf(command, ShellResult.Status.RUNNING);
    }

    private RunningCommand current() {
        RunningCommand command = running;
        if (command == null) {
            throw new IllegalStateException("no command is running");
        }
        return command;
    }

    private Set<ProcessHandle> descendants() {
        Set<ProcessHandle> result = new HashSet<>();
        session.child().handle().ifPresent(handle -> handle.descendants().forEach(result::add));
        return result;
    }

    private boolean finishes(RunningCommand command, Duration limit) throws InterruptedException {
        return expect.await(limit, () -> command.isFinished() ? Optional.of(command) : Optional.empty())
                        .isPresent()
                || expect.hasEnded();
    }

    private ShellResult await(RunningCommand command, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean echoWasOff = false;
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (finishes(command, left.compareTo(CHECK) < 0 ? left : CHECK)) {
                return resultOf(command, ShellResult.Status.RUNNING);
            }
            boolean echoOff = asksForPassword(command);
            if (echoOff && echoWasOff) { // twice: a program may switch it off for a moment
                return resultOf(command, ShellResult.Status.AWAITING_INPUT);
            }
            echoWasOff = echoOff;
            if (left.isZero()) {
                return resultOf(command, ShellResult.Status.RUNNING);
            }
        }
    }

    private boolean asksForPassword(RunningCommand command) throws IOException {
        boolean possible = expect.quiet().compareTo(PROMPT_QUIET) > 0 && expect.locked(command::mayAwaitInput);
        if (!possible) {
            return false;
        }
        TerminalModes modes = session.master().modes();
        return !modes.echo() && modes.canonical();
    }

    /** The result, which is final if the command or the shell has ended. */
    private ShellResult resultOf(RunningCommand command, ShellResult.Status otherwise) throws InterruptedException {
        ShellResult.Status status = otherwise;
        OptionalInt code = OptionalInt.empty();
        if (expect.locked(command::isFinished)) {
            status = ShellResult.Status.EXITED;
        } else if (expect.hasEnded()) {
            status = ShellResult.Status.CLOSED;
            code = session.child()
                    .waitFor(START_LIMIT)
                    .map(ExitStatus::shellCode)
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
        }
        if (status == ShellResult.Status.EXITED || status == ShellResult.Status.CLOSED) {
            running = null;
            listening.set(null);
        }
        ShellResult.Status reached = status;
        OptionalInt ended = code;
        return expect.locked(() -> {
            if (reached == ShellResult.Status.AWAITING_INPUT) {
                command.reportsInput();
            }
            return command.result(reached, ended);
        });
    }

    /**
     * Ends the shell and everything that its commands have left running.
     *
     * @throws PtyException as {@link PtySession#close} throws it
     */
    @Override
    public void close() throws PtyException {
        expect.close();
    }
}
