// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtySession;
import rmux.pty.expect.internal.transcript.CommandMark;
import rmux.pty.expect.internal.transcript.Transcript;
import rmux.pty.expect.internal.transcript.TranscriptListener;
import rmux.pty.expect.internal.transcript.UnreadText;

/** What is typed and waited for before the user's own input, one after the other. */
final class Steps {

    /** What the program shows is matched up to here; no prompt is that far behind. */
    private static final int MOST_UNREAD = 1024 * 1024;

    private final List<Step> steps;
    private final Duration limit;
    private final UnreadText unread = new UnreadText(MOST_UNREAD); // guarded by this
    private final Transcript transcript = new Transcript(new TranscriptListener() {
        @Override
        public void text(String text) {
            unread.add(text);
        }

        @Override
        public void mark(CommandMark mark) {}
    });
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private boolean playing; // guarded by this
    private boolean outputEnded; // guarded by this

    /** Steps, of which each may take as long as the limit. */
    Steps(List<Step> steps, Duration limit) {
        this.steps = List.copyOf(steps);
        this.limit = limit;
        this.playing = !steps.isEmpty();
    }

    static Steps none() {
        return new Steps(List.of(), Duration.ZERO);
    }

    /** The program has shown something. */
    synchronized void output(byte[] bytes, int length) {
        if (playing) {
            transcript.write(bytes, 0, length);
            notifyAll();
        }
    }

    /** The program shows nothing anymore. */
    synchronized void outputEnded() {
        outputEnded = true;
        notifyAll();
    }

    /** Goes through all steps; false if one failed, which {@link #verdict} throws. */
    boolean play(PtySession session) throws InterruptedException {
        try {
            for (Step step : steps) {
                Pattern pattern = step.pattern();
                if (pattern == null) {
                    send(step.text(), session);
                } else {
                    await(pattern);
                }
            }
            done.complete(null);
        } catch (StepFailedException e) {
            done.completeExceptionally(e);
        }
        synchronized (this) {
            playing = false;
        }
        return !done.isCompletedExceptionally();
    }

    private static void send(String text, PtySession session) throws StepFailedException {
        try {
            session.write(text);
        } catch (IOException e) {
            throw new StepFailedException("the program ended before everything was sent to it", e);
        }
    }

    private synchronized void await(Pattern pattern) throws StepFailedException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Matcher matcher = pattern.matcher(unread.view());
        while (!matcher.find()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (outputEnded || left <= 0) {
                String why = outputEnded
                        ? "the output has ended"
                        : "it did not come within " + limit.toMillis() / 1000.0 + " s (--limit)";
                throw new StepFailedException("awaited /" + pattern + "/, but " + why, null);
            }
            wait(left);
            matcher = pattern.matcher(unread.view());
        }
        var unused = unread.consume(matcher.end());
    }

    /** Called when the output has ended: throws if a step has failed, or one was left over. */
    void verdict() throws StepFailedException, InterruptedException {
        if (steps.isEmpty()) {
            return;
        }
        outputEnded();
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw (StepFailedException) e.getCause();
        } catch (TimeoutException e) {
            throw new StepFailedException("the program does not read what is sent to it", e);
        }
    }
}
