// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions of a terminal that is reached through blocking streams. */
@Timeout(60)
class StreamTerminalTest {

    private static final int BUFFER = 64 * 1024;

    private final ScriptedStreams streams = new ScriptedStreams();
    private PtySession session;

    @BeforeEach
    void start() throws IOException {
        session = streams.session();
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 17);
        }
        return bytes;
    }

    @Test
    @DisplayName("IO-01, IO-02: more output than the buffer holds arrives unchanged, and then ends")
    void output() throws IOException {
        byte[] bytes = pattern(3 * BUFFER + 7);
        streams.print(bytes).print(new byte[] {1}).endOutput();
        assertThat(session.master().inputStream().readNBytes(bytes.length)).isEqualTo(bytes);
        assertThat(session.master().inputStream().readAllBytes()).containsExactly(1);
        assertThat(session.master().read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    @DisplayName("IO-13: of output that nobody reads, no more than the buffer is read ahead")
    void backPressure() throws Exception {
        streams.print(pattern(2 * BUFFER));
        awaitRead(BUFFER);
        TimeUnit.NANOSECONDS.sleep(TestLimits.QUIET.toNanos());
        assertThat(streams.read).hasValue(BUFFER);
        session.master().inputStream().readNBytes(BUFFER);
        awaitRead(2 * BUFFER);
    }

    private void awaitRead(int count) {
        while (streams.read.get() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("IO-04: a stream that fails is a lost connection, after all that came before it")
    void lostConnection() throws IOException {
        streams.print(new byte[] {1, 2}).failOutput("reset by peer");
        assertThat(session.master().inputStream().readNBytes(2)).containsExactly(1, 2);
        assertThatThrownBy(() -> session.master().read(ByteBuffer.allocate(1)))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("reset by peer");
    }

    @Test
    @DisplayName("IO-04: a stream that fails after the exit has ended")
    void failureAfterExit() throws Exception {
        streams.exit.complete(new ExitStatus.Exited(0));
        session.waitFor();
        streams.failOutput("reset by peer");
        assertThat(session.master().read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    @DisplayName("IO-04: output ends although a descendant keeps the stream open after the exit")
    void quietAfterExit() throws IOException {
        streams.print(new byte[] {5});
        streams.exit.complete(new ExitStatus.Exited(0));
        assertThat(session.master().inputStream().readAllBytes()).containsExactly(5);
    }

    @Test
    @DisplayName(
            "REM-03: where the exit is lost, a stream that stays silent ends with an error, and not as an end of output")
    void lostAndSilent() throws IOException {
        ScriptedStreams lost = new ScriptedStreams();
        try (PtySession other = lost.session()) {
            lost.exit.completeExceptionally(new IOException("the machine is gone"));
            assertThatThrownBy(() -> other.master().read(ByteBuffer.allocate(1), Duration.ofMinutes(1)))
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("the connection to the program was lost");
        }
    }

    @Test
    @DisplayName("IO-05: a write that stalls ends with what was accepted, which is then written exactly")
    void stalledWrite() throws Exception {
        byte[] bytes = pattern(4 * BUFFER);
        ByteBuffer source = ByteBuffer.wrap(bytes);
        assertThatThrownBy(() -> session.master().write(source, Duration.ofMillis(100)))
                .isInstanceOf(PtyTimeoutException.class);
        int accepted = source.position();
        assertThat(accepted).isBetween(BUFFER, 2 * BUFFER + BUFFER);
        streams.allowWrites(1_000);
        session.master().write(ByteBuffer.wrap(new byte[] {42}), TestLimits.SOON);
        while (streams.written.size() <= accepted) {
            Thread.onSpinWait();
        }
        byte[] written = streams.written.toByteArray();
        assertThat(written).startsWith(java.util.Arrays.copyOf(bytes, accepted)).endsWith(42);
        assertThat(written).hasSize(accepted + 1);
    }

    @Test
    @DisplayName("EXIT-03: the status is what the terminal says, and a failure is a status that is lost")
    void exitStatus() throws Exception {
        streams.exit.complete(new ExitStatus.Signaled(9, "SIGKILL", false));
        assertThat(session.waitFor()).isEqualTo(new ExitStatus.Signaled(9, "SIGKILL", false));
        ScriptedStreams lost = new ScriptedStreams();
        try (PtySession other = lost.session()) {
            lost.exit.completeExceptionally(new IOException("the machine is gone"));
            assertThat(other.waitFor()).isEqualTo(new ExitStatus.Unknown("the machine is gone"));
        }
    }

    @Test
    @DisplayName("SIZE-02, SIG-03: size and signals reach the terminal in order; after the exit nothing does")
    void control() throws Exception {
        session.resize(TerminalSize.of(100, 30));
        assertThat(session.child().signal(PtySignal.TERMINATE)).isTrue();
        streams.exit.complete(new ExitStatus.Exited(0));
        session.waitFor();
        session.resize(TerminalSize.of(10, 3));
        assertThat(session.child().signal(PtySignal.KILL)).isFalse();
        assertThat(streams.calls).containsExactly(TerminalSize.of(100, 30), PtySignal.TERMINATE);
        assertThat(session.master().size()).isEqualTo(TerminalSize.of(10, 3));
    }

    @Test
    @DisplayName("SIG-08: what needs a process or a tree is refused")
    void refusals() {
        assertThat(session.child().pid()).isEmpty();
        assertThat(session.child().handle()).isEmpty();
        assertThatThrownBy(() -> session.child().terminateTree()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("LIFE-02: closing closes the terminal once, and ends calls that block")
    void closing() throws Exception {
        CompletableFuture<Throwable> reader = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                session.master().read(ByteBuffer.allocate(1));
                reader.complete(null);
            } catch (IOException e) {
                reader.complete(e);
            }
        });
        thread.start();
        while (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        session.close();
        session.close();
        assertThat(reader.get(TestLimits.SOON.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(java.nio.channels.AsynchronousCloseException.class);
        assertThat(streams.calls).containsExactly("close");
        assertThat(session.child().exitStatus()).contains(new ExitStatus.Exited(129));
    }

    @Test
    @DisplayName("LIFE-02: a failure of closing reaches the caller")
    void closeFailure() throws IOException {
        ScriptedStreams failing = new ScriptedStreams();
        PtySession other = failing.session();
        failing.closeFailure = new IOException("may still be running");
        assertThatThrownBy(other::close).isInstanceOf(PtyException.class).hasMessageContaining("may still be running");
    }
}
