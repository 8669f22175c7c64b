// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts on the other machine, in a shell that all sessions of a connection share: one channel, begun with the first
 * script. The scripts run side by side, and each answers with one line.
 */
final class SshChores {

    private static final String SHELL = "exec /bin/sh";

    private final SshConnection connection;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private @Nullable ProgramChannel shell;

    SshChores(SshConnection connection) {
        this.connection = connection;
    }

    /** Runs a script, and returns its answer. */
    String run(String script, Duration limit) throws IOException {
        String number = Long.toString(lastNumber.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        try {
            send("(\no='" + number + " '\n" + script + ") </dev/null 2>/dev/null &\n");
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a script ran");
        } finally {
            waiting.remove(number);
        }
    }

    private synchronized void send(String text) throws IOException {
        ProgramChannel channel = shell;
        if (channel == null || channel.isClosing()) {
            channel = open();
            shell = channel;
        }
        channel.getInvertedIn().write(text.getBytes(StandardCharsets.US_ASCII));
        channel.getInvertedIn().flush();
    }

    private ProgramChannel open() throws IOException {
        ProgramChannel channel = new ProgramChannel(SHELL, null);
        channel.setOut(new AnswerLines(this::answered));
        channel.setErr(new AnswerLines(line -> {}));
        channel.addChannelListener(new ChannelListener() {
            @Override
            public void channelClosed(Channel closed, @Nullable Throwable reason) {
                String refusal = channel.refusal();
                fail(refusal == null ? "the shell for chores has ended" : connection.target() + " refuses " + refusal);
            }
        });
        try {
            connection.register(channel);
            channel.open().verify(connection.target().limit());
            return channel;
        } catch (IOException e) {
            channel.close(false);
            throw new IOException(SshFailures.text(e), e);
        }
    }

    private void answered(String line) {
        int blank = line.indexOf(' ');
        CompletableFuture<String> answer = blank < 0 ? null : waiting.get(line.substring(0, blank));
        if (answer != null) {
            answer.complete(line.substring(blank + 1));
        }
    }

    private void fail(String reason) {
        waiting.values().forEach(answer -> answer.completeExceptionally(new IOException(reason)));
    }
}
