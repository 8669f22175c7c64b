// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.expect.Expect;
import rmux.pty.testkit.programs.ProgramNotAvailableException;

/** A session of a test, talked to. */
final class Conversation implements AutoCloseable {

    private final PtySession session;
    private final Duration limit;
    private final Expect expect;
    private final boolean faithful;

    /**
     * The end of a line, as a regular expression. A terminal that renders looks at the screen now and then: a line that it draws
     * in two looks ends with two carriage returns.
     */
    static final String LINE_END = "\r*\n";

    private Conversation(PtySession session, Duration limit, boolean faithful) {
        this.session = session;
        this.limit = limit;
        this.faithful = faithful;
        Expect plain = Expect.on(session.master(), limit);
        this.expect = faithful ? plain : plain.ignoringEscapes();
    }

    static Conversation start(PtyProvider provider, PtyCommand command, Duration limit) throws PtyException {
        boolean faithful = provider.capabilities().contains(PtyCapability.FAITHFUL_OUTPUT);
        return new Conversation(provider.spawn(command), limit, faithful);
    }

    PtySession session() {
        return session;
    }

    PtyMaster master() {
        return session.master();
    }

    PtyChild child() {
        return session.child();
    }

    /** The process number of the program. */
    long pid() {
        return pidOf(session);
    }

    static long pidOf(PtySession session) {
        return session.child()
                .pid()
                .orElseThrow(() -> new ProgramNotAvailableException("the programs are not processes of this machine"));
    }

    /** Waits for a text; returns what came before it. */
    String await(String text) {
        return expect.await(text);
    }

    MatchResult await(Pattern pattern) {
        return expect.await(pattern);
    }

    /** Waits until the program says that it is ready; what it writes after that line comes next. */
    Conversation awaitReady() {
        expect.await(Pattern.compile("READY" + LINE_END));
        return this;
    }

    /** Whether what the program writes arrives byte by byte; else it is rendered, with escape sequences at any place. */
    boolean isFaithful() {
        return faithful;
    }

    /** Where output is rendered: waits until what has been written so far is drawn, so that what comes later has another cause. */
    Conversation settle() {
        if (!faithful) {
            expect.takeUntilQuiet(Contract.QUIET);
        }
        return this;
    }

    /** The output until nothing comes for a time. */
    byte[] takeUntilQuiet(Duration time) {
        return expect.takeUntilQuiet(time);
    }

    boolean hasEnded() {
        return expect.hasEnded();
    }

    /** The number behind a word, on a line of its own. */
    long awaitNumber(String word) {
        return Long.parseLong(
                await(Pattern.compile(word + " (\\d+)" + LINE_END)).group(1));
    }

    void send(String text) {
        expect.send(text);
    }

    void sendLine(String text) {
        expect.sendLine(text);
    }

    byte[] take(int count) {
        return expect.take(count);
    }

    /** All output to the end. */
    byte[] drain() {
        return expect.drain();
    }

    String screen() {
        return expect.screen();
    }

    /** Waits for the exit. */
    ExitStatus exit() throws InterruptedException {
        return child().waitFor(limit)
                .orElseGet(() -> fail(
                        "the program did not end within " + limit.toMillis() + " ms; its output: \"" + screen() + '"'));
    }

    @Override
    public void close() throws PtyException {
        session.close();
    }
}
