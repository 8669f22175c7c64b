// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.expect.internal.transcript.CommandMark;
import rmux.pty.expect.internal.transcript.Transcript;
import rmux.pty.expect.internal.transcript.TranscriptListener;
import rmux.pty.expect.internal.transcript.UnreadText;
import rmux.pty.expect.screen.Screen;

/**
 * Drives a program as a person would: waits for something, then types.
 *
 * <pre>{@code
 * try (Expect expect = Expect.spawn(PtyCommand.of("vim", "note.txt"))) {
 *     expect.awaitScreen("the file", screen -> screen.text().contains("note.txt"));
 *     expect.send("ihello").press(Keys.ESCAPE).send(":wq\r");
 *     expect.awaitExit();
 * }
 * }</pre>
 *
 * <p>The output is read all the time and shown on a {@link #screen()}; queries of the terminal are answered. Text that was awaited
 * is consumed: the next wait for text begins after it. Text is the output without escape sequences, which is right for programs
 * that write line by line; for those that paint, wait for the screen.
 *
 * <p>Every wait has a limit, {@link #DEFAULT_LIMIT} unless another one is set. When it elapses, or the output ends, {@link
 * ExpectException} shows the screen. All methods may be called by several threads, but waits for text compete.
 */
public final class Expect implements AutoCloseable {

    /** How long a wait may take unless another limit is set. */
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private static final int MOST_UNREAD = 1024 * 1024;
    private static final int MOST_SHOWN = 200;

    private final PtySession session;
    private final ReplyWriter replies;
    private final Screen screen;
    private final OutputWatch watch = new OutputWatch();
    private final UnreadText unread = new UnreadText(MOST_UNREAD);
    private final CommandTracker commands = new CommandTracker();
    private final Transcript transcript;
    private volatile Duration limit = DEFAULT_LIMIT;
    private @Nullable TranscriptListener listener;

    private Expect(PtySession session) throws IOException {
        this.session = session;
        replies = new ReplyWriter(session.master());
        screen = Screen.builder()
                .size(session.master().size())
                .onReply(replies::add)
                .build();
        transcript = new Transcript(new TranscriptListener() {
            @Override
            public void text(String text) {
                takeText(text);
            }

            @Override
            public void mark(CommandMark mark) {
                takeMark(mark);
            }
        });
    }

    /**
     * Starts a program.
     *
     * @param command the program; without a size it gets {@link TerminalSize#DEFAULT}
     * @return the conversation, which owns the session
     * @throws IOException if it cannot be started
     */
    public static Expect spawn(PtyCommand command) throws IOException {
        PtySession session = command.spawn();
        try {
            return on(session);
        } catch (IOException | RuntimeException | Error e) {
            try (session) {
                throw e;
            }
        }
    }

    /**
     * Takes over a session, of whose output this becomes the only reader.
     *
     * @param session the session; {@link #close} closes it
     * @return the conversation
     * @throws IOException if its size cannot be read
     * @throws IllegalStateException if its output is being read by others
     */
    public static Expect on(PtySession session) throws IOException {
        Expect expect = new Expect(session);
        var unused = session.onOutput(expect::take).whenComplete((nothing, failure) -> expect.watch.end());
        return expect;
    }

    private void take(ByteBuffer output) {
        byte[] bytes = new byte[output.remaining()];
        output.get(bytes);
        screen.write(bytes, 0, bytes.length);
        replies.flush();
        watch.take(() -> transcript.write(bytes, 0, bytes.length));
    }

    private void takeText(String text) {
        unread.add(text);
        commands.text(text);
        if (listener != null) {
            listener.text(text);
        }
    }

    private void takeMark(CommandMark mark) {
        commands.mark(mark);
        if (listener != null) {
            listener.mark(mark);
        }
    }

    /** Also passes text and marks to a listener, which is called with the lock held. */
    void setListener(TranscriptListener value) {
        var unused = watch.locked(() -> {
            listener = value;
            return this;
        });
    }

    /**
     * Sets how long waits may take from now on.
     *
     * @param value the limit
     * @return this
     */
    public Expect limit(Duration value) {
        limit = value;
        return this;
    }

    /**
     * The session.
     *
     * @return the session
     */
    public PtySession session() {
        return session;
    }

    /**
     * What a person would see.
     *
     * @return the screen, the same object each time
     */
    public Screen screen() {
        return screen;
    }

    /**
     * Types text. The Enter key is {@code \r}.
     *
     * @param text the text
     * @return this
     * @throws IOException if it cannot be written, for example because the program has ended
     */
    public Expect send(String text) throws IOException {
        session.write(text);
        return this;
    }

    /**
     * Presses keys, each encoded as the program has asked for.
     *
     * @param keys the keys
     * @return this
     * @throws IOException if they cannot be written
     */
    public Expect press(Key... keys) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Key key : keys) {
            text.append(key.encode(screen.inputModes()));
        }
        return send(text.toString());
    }

    /**
     * Pastes text: as one piece, if the program can tell pasted text from typed text.
     *
     * @param text the text; its line feeds are sent as the Enter key
     * @return this
     * @throws IOException if it cannot be written
     */
    public Expect paste(String text) throws IOException {
        // What ends a paste must not be part of it: the rest would count as typed.
        String pasted = text.replace("\u001b[201~", "").replace("\r\n", "\r").replace('\n', '\r');
        return send(screen.inputModes().bracketedPaste() ? "\u001b[200~" + pasted + "\u001b[201~" : pasted);
    }

    /**
     * Changes the size of the terminal and of the screen.
     *
     * @param size the new size
     * @return this
     * @throws IOException if the system refused
     */
    public Expect resize(TerminalSize size) throws IOException {
        screen.resize(size);
        session.resize(size);
        return this;
    }

    /**
     * Waits for a text in the output, and consumes the output up to its end.
     *
     * @param text the text
     * @return what came before it
     * @throws InterruptedException if the thread is interrupted
     */
    public String await(String text) throws InterruptedException {
        return await(Pattern.compile(Pattern.quote(text)), '"' + text + '"').before();
    }

    /**
     * Waits for a pattern in the output, and consumes the output up to the end of the match.
     *
     * @param pattern the pattern, looked for anywhere in what has not been consumed
     * @return the match
     * @throws InterruptedException if the thread is interrupted
     */
    public MatchResult await(Pattern pattern) throws InterruptedException {
        return await(pattern, "/" + pattern + "/").match();
    }

    private record Found(String before, MatchResult match) {}

    private Found await(Pattern pattern, String what) throws InterruptedException {
        return await("the text " + what, () -> {
            Matcher matcher = pattern.matcher(unread.view());
            if (!matcher.find()) {
                return Optional.empty();
            }
            MatchResult result = matcher.toMatchResult();
            return Optional.of(new Found(unread.consume(result.end()).substring(0, result.start()), result));
        });
    }

    /**
     * Waits until the screen is in a state.
     *
     * @param what the state in words, for the message of a failure
     * @param state examines the screen after each change
     * @return this
     * @throws InterruptedException if the thread is interrupted
     */
    public Expect awaitScreen(String what, Predicate<Screen> state) throws InterruptedException {
        await(what, () -> state.test(screen) ? Optional.of(screen) : Optional.empty());
        return this;
    }

    /**
     * Waits until a text is on the screen, wherever it is.
     *
     * @param text the text, within one row
     * @return this
     * @throws InterruptedException if the thread is interrupted
     */
    public Expect awaitOnScreen(String text) throws InterruptedException {
        return awaitScreen(
                '"' + text + "\" on the screen", shown -> shown.text().contains(text));
    }

    /**
     * Waits until nothing has been written for a time: a program that paints has then painted. The end of the output counts as well.
     *
     * @param quiet how long nothing must come
     * @return this
     * @throws InterruptedException if the thread is interrupted
     */
    public Expect awaitIdle(Duration quiet) throws InterruptedException {
        if (!watch.awaitQuiet(quiet, limit)) {
            throw missing(
                    "no output for " + quiet.toMillis() + " ms", "it did not stop within " + limit.toMillis() + " ms");
        }
        return this;
    }

    /**
     * Waits until the shell waits for a command. It must mark its prompts (OSC 133 or OSC 633), as fish does by itself.
     *
     * @return this
     * @throws InterruptedException if the thread is interrupted
     */
    public Expect awaitPrompt() throws InterruptedException {
        await("a marked prompt", () -> commands.isAtPrompt() ? Optional.of(screen) : Optional.empty());
        return this;
    }

    /**
     * Waits for the next command to be finished, in the order in which a shell ran them. It must mark them (OSC 133 or OSC 633).
     *
     * @return the command
     * @throws InterruptedException if the thread is interrupted
     */
    public CommandOutput awaitCommand() throws InterruptedException {
        return await("the end of a marked command", commands::next);
    }

    /**
     * Waits for the program to exit and for its output to end.
     *
     * @return how it ended
     * @throws InterruptedException if the thread is interrupted
     */
    public ExitStatus awaitExit() throws InterruptedException {
        Optional<ExitStatus> status = session.child().waitFor(limit);
        if (status.isEmpty()) {
            throw missing("the exit of the program", "it was still running after " + limit.toMillis() + " ms");
        }
        // What it wrote last is on its way; how long others may keep the output open is up to the command.
        var unused = await(limit, () -> watch.hasEnded() ? status : Optional.empty());
        return status.get();
    }

    private <T> T await(String what, Supplier<Optional<T>> condition) throws InterruptedException {
        return await(limit, condition).orElseThrow(() -> missing(what, whyNot()));
    }

    private String whyNot() {
        return hasEnded() ? "the output has ended" : "it did not come within " + limit.toMillis() + " ms";
    }

    /** Waits as {@link OutputWatch#await} does. */
    <T> Optional<T> await(Duration most, Supplier<Optional<T>> condition) throws InterruptedException {
        return watch.await(most, condition);
    }

    /** Evaluates something while no output is being taken. */
    <T> T locked(Supplier<T> action) {
        return watch.locked(action);
    }

    /** Whether the output has ended. */
    boolean hasEnded() {
        return watch.hasEnded();
    }

    /** How long nothing has been written. */
    Duration quiet() {
        return watch.quiet();
    }

    private ExpectException missing(String what, String why) {
        String shown = what.length() <= MOST_SHOWN ? what : what.substring(0, MOST_SHOWN) + "…";
        return new ExpectException("awaited " + shown + ", but " + why, screen.text());
    }

    /**
     * Closes the session.
     *
     * @throws PtyException as {@link PtySession#close} throws it
     */
    @Override
    public void close() throws PtyException {
        session.close();
    }
}
