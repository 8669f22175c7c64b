// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.PtySpawnException.Stage;

/** What the API module makes of a backend's primitives. */
@Timeout(60)
class SessionTest {

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final ScriptedChild child = new ScriptedChild();

    private PtySession session() throws PtyException {
        return ScriptedProvider.session(terminal, child);
    }

    private static Throwable failureOf(CompletableFuture<?> future) throws Exception {
        try {
            future.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
        throw new AssertionError("it did not fail");
    }

    private interface Call {
        void run() throws Exception;
    }

    /** Runs a call in a thread of its own, and waits until that thread is inside it. */
    private static Thread inBackground(Call call, CompletableFuture<Object> result) throws Exception {
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            started.complete(true);
            try {
                call.run();
                result.complete(true);
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        started.get();
        while (thread.getState() == Thread.State.RUNNABLE && !result.isDone()) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    @DisplayName(
            "IO-07: close ends a blocked read with AsynchronousCloseException; later calls get ClosedChannelException")
    void closeEndsRead() throws Exception {
        PtySession session = session();
        CompletableFuture<Object> result = new CompletableFuture<>();
        inBackground(() -> session.master().read(ByteBuffer.allocate(1)), result);
        session.close();
        assertThat(failureOf(result)).isInstanceOf(AsynchronousCloseException.class);
        assertThatThrownBy(() -> session.master().tryRead(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(ClosedChannelException.class);
        assertThat(session.master().isOpen()).isFalse();
        assertThat(terminal.closes()).isEqualTo(1);
        assertThat(terminal.wasUsedAfterClose()).isFalse();
    }

    @Test
    @DisplayName(
            "IO-08: an interrupt ends a read with InterruptedIOException, the status kept and the session unharmed")
    void interruptEndsRead() throws Exception {
        try (PtySession session = session()) {
            CompletableFuture<Object> result = new CompletableFuture<>();
            CompletableFuture<Boolean> status = new CompletableFuture<>();
            Thread reader = inBackground(
                    () -> {
                        Throwable failure =
                                catchThrowable(() -> session.master().read(ByteBuffer.allocate(1)));
                        status.complete(Thread.currentThread().isInterrupted());
                        throw (Exception) failure;
                    },
                    result);
            reader.interrupt();
            assertThat(failureOf(result)).isInstanceOf(InterruptedIOException.class);
            assertThat(status.get()).isTrue();
            terminal.print("x");
            assertThat(session.master().read(ByteBuffer.allocate(9))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("IO-10: a timed read returns 0 when its limit passes, and the bytes when they come before")
    void timedRead() throws Exception {
        try (PtySession session = session()) {
            assertThat(session.master().read(ByteBuffer.allocate(1), TestLimits.QUIET))
                    .isZero();
            assertThat(session.master().read(ByteBuffer.allocate(1), Duration.ofSeconds(-1)))
                    .isZero();
            terminal.print("abc");
            assertThat(session.master().read(ByteBuffer.allocate(2), TestLimits.SOON))
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName("IO-01: a buffer beyond the bytes read is untouched, and a read-only one is refused")
    void buffer() throws Exception {
        try (PtySession session = session()) {
            terminal.print("ab");
            ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 9, 9, 9}).position(1);
            session.master().read(buffer);
            assertThat(buffer.array()).containsExactly(9, 'a', 'b', 9);
            assertThat(buffer.position()).isEqualTo(3);
            assertThatThrownBy(() -> session.master().read(buffer.asReadOnlyBuffer()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(session.master().read(ByteBuffer.allocate(0))).isZero();
        }
    }

    @Test
    @DisplayName("IO-05: a write without progress times out with the bytes accepted, and the channel stays usable")
    void writeTimeout() throws Exception {
        try (PtySession session = session()) {
            terminal.makeRoom(3);
            ByteBuffer source = ByteBuffer.allocate(10);
            assertThatThrownBy(() -> session.master().write(source, TestLimits.QUIET))
                    .isInstanceOfSatisfying(
                            PtyTimeoutException.class,
                            e -> assertThat(e.bytesTransferred()).isEqualTo(3))
                    .hasMessageContaining("write made no progress for 100 ms; 3 bytes were accepted before");
            assertThat(source.remaining()).isEqualTo(7);
            terminal.makeRoom(7);
            assertThat(session.master().write(source)).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("IO-05: bytes of a write in flight that were accepted after all count, and restart the limit")
    void writeInFlight() throws Exception {
        try (PtySession session = session()) {
            terminal.putInFlight(4);
            ByteBuffer source = ByteBuffer.allocate(10);
            assertThatThrownBy(() -> session.master().write(source, TestLimits.QUIET))
                    .isInstanceOfSatisfying(
                            PtyTimeoutException.class,
                            e -> assertThat(e.bytesTransferred()).isEqualTo(4));
            terminal.putInFlight(2);
            assertThat(session.master().tryWrite(source)).isEqualTo(2);
            assertThat(source.remaining()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("IO-08: an interrupted write tells how many bytes were accepted")
    void interruptedWrite() throws Exception {
        try (PtySession session = session()) {
            terminal.makeRoom(5);
            CompletableFuture<Object> result = new CompletableFuture<>();
            Thread writer = inBackground(() -> session.master().write(ByteBuffer.allocate(8)), result);
            writer.interrupt();
            assertThat(failureOf(result))
                    .isInstanceOfSatisfying(
                            InterruptedIOException.class,
                            e -> assertThat(e.bytesTransferred).isEqualTo(5));
        }
    }

    @Test
    @DisplayName("a write after the program has exited is an error that tells how it ended")
    void writeAfterExit() throws Exception {
        try (PtySession session = session()) {
            child.exit(new ExitStatus.Exited(3));
            assertThatThrownBy(() -> session.master().write(ByteBuffer.allocate(1)))
                    .isInstanceOf(PtyException.class)
                    .hasMessage("nothing reads this terminal's input any more: exit code 3 [nothing-reads]");
        }
    }

    @Test
    @DisplayName("LIFE-03: a session whose output was read to the end and whose program has exited releases its device")
    void exhausted() throws Exception {
        PtySession session = session();
        terminal.print("x");
        child.exit(new ExitStatus.Exited(0));
        assertThat(session.master().inputStream().readAllBytes()).containsExactly('x');
        assertThat(terminal.closes()).isEqualTo(1);
        assertThat(session.master().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        session.master().resize(TerminalSize.of(5, 6));
        assertThat(session.master().size()).isEqualTo(TerminalSize.of(5, 6));
        session.close();
        assertThat(terminal.closes()).isEqualTo(1);
        assertThat(terminal.wasUsedAfterClose()).isFalse();
        assertThatThrownBy(() -> session.master().size()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    @DisplayName("LIFE-02: what survives the hang-up and the grace period is ended with its tree")
    void grace() throws Exception {
        session().close();
        assertThat(child.calls()).containsExactly("terminateTree", "close");
    }

    @Test
    @DisplayName("LIFE-07: a failing close throws, and gives everything else back")
    void failingClose() throws Exception {
        PtySession session = session();
        terminal.failClose(
                new PtyException("close", new NativeError(NativeError.Kind.ERRNO, 5, "EIO", "Input/output error")));
        assertThatThrownBy(session::close).hasMessage("close failed: EIO (5): Input/output error [EIO]");
        assertThat(child.calls()).endsWith("close");
        session.close();
    }

    @Test
    @DisplayName("LIFE-07: a program that cannot be watched is ended, and its terminal closed")
    void unwatchable() {
        child.failingToBeWatched(new IOException("no room"));
        assertThatThrownBy(this::session)
                .isInstanceOfSatisfying(
                        PtySpawnException.class, e -> assertThat(e.stage()).isEqualTo(Stage.WATCH_EXIT))
                .hasMessageMatching(
                        ".*the program \\S+ was ended, because its exit cannot be watched: no room \\[exit-unwatched]");
        assertThat(child.calls()).containsExactly("terminateTree", "close");
        assertThat(terminal.closes()).isEqualTo(1);
    }

    @Test
    @DisplayName("EXIT-03: asking again gives the same answer, and many waiters all get it")
    void manyWaiters() throws Exception {
        try (PtySession session = session()) {
            assertThat(session.child().waitFor(Duration.ZERO)).isEmpty();
            CompletableFuture<ExitStatus> first = session.child().onExit();
            CompletableFuture<ExitStatus> second = session.child().onExit();
            first.cancel(true);
            child.exit(new ExitStatus.Exited(259));
            assertThat(second.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new ExitStatus.Exited(259));
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(259));
            assertThat(session.child().exitStatus()).isEqualTo(Optional.of(new ExitStatus.Exited(259)));
        }
    }

    @Test
    @DisplayName("SIG-05: after the exit was collected nothing is sent, and the call says so")
    void signalAfterExit() throws Exception {
        try (PtySession session = session()) {
            assertThat(session.child().signalLeader(PtySignal.TERMINATE)).isTrue();
            assertThat(session.child().signal(PtySignal.INTERRUPT)).isTrue();
            child.exit(new ExitStatus.Exited(0));
            assertThat(session.child().signalLeader(PtySignal.KILL)).isFalse();
            assertThat(session.child().signal(PtySignal.KILL)).isFalse();
            assertThat(child.calls()).containsExactly("leader TERMINATE", "foreground INTERRUPT");
        }
    }

    @Test
    @DisplayName("EXIT-10: a program whose status is lost has ended with an unknown status, and waits return")
    void uncollectable() throws Exception {
        try (PtySession session = session()) {
            child.exitUncollectably(new IOException("ECHILD"));
            assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Unknown("ECHILD"));
            assertThat(session.child().onExit().get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new ExitStatus.Unknown("ECHILD"));
            assertThat(session.toProcess().isAlive()).isFalse();
            assertThat(session.toProcess().exitValue()).isEqualTo(255);
            assertThat(session.child().signalLeader(PtySignal.KILL)).isFalse();
        }
    }

    @Test
    @DisplayName("a signal that only POSIX has is refused where the backend lacks it")
    void unsupportedSignal() throws Exception {
        try (PtySession session = session()) {
            assertThatThrownBy(() -> session.child().signal(PtySignal.STOP))
                    .isInstanceOf(UnsupportedPtyFeatureException.class)
                    .hasMessageContaining("signal(STOP) needs the capability POSIX_SIGNALS");
            assertThatThrownBy(() -> session.child().foregroundProcessGroup())
                    .isInstanceOf(UnsupportedPtyFeatureException.class);
            assertThatThrownBy(() -> session.master().modes()).isInstanceOf(UnsupportedPtyFeatureException.class);
            assertThatThrownBy(session::consoleInput).isInstanceOf(UnsupportedPtyFeatureException.class);
            assertThat(child.calls()).isEmpty();
        }
    }

    @Test
    @DisplayName("as a Process: streams, exit value and destruction are those of the session")
    void process() throws Exception {
        try (PtySession session = session()) {
            Process process = session.toProcess();
            assertThat(process.isAlive()).isTrue();
            assertThatThrownBy(process::exitValue).isInstanceOf(IllegalThreadStateException.class);
            assertThat(process.getErrorStream().read()).isEqualTo(-1);
            process.destroy();
            terminal.print("é");
            process.destroyForcibly();
            assertThat(process.onExit().get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isSameAs(process);
            assertThat(process.waitFor(1, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(137);
            assertThat(process.getInputStream().read()).isEqualTo(0xC3);
            assertThat(child.calls()).containsExactly("leader TERMINATE", "terminateTree");
        }
    }

    @Test
    @DisplayName("a handle first asked for after the exit is the one that was taken before the exit was collected")
    void handleAfterExit() throws Exception {
        ProcessHandle current = ProcessHandle.current();
        child.withPid(current.pid());
        try (PtySession session = session()) {
            child.exit(new ExitStatus.Exited(0));
            session.child().waitFor();
            child.withPid(1);
            assertThat(session.child().handle()).contains(current);
            assertThat(session.toProcess().toHandle()).isEqualTo(current);
        }
    }

    @Test
    @DisplayName("a handle that was requested while the program ran stays the same after the exit")
    void handleBeforeExit() throws Exception {
        ProcessHandle current = ProcessHandle.current();
        child.withPid(current.pid());
        try (PtySession session = session()) {
            assertThat(session.child().handle().orElseThrow()).isEqualTo(current);
            child.exit(new ExitStatus.Exited(0));
            session.child().waitFor();

            assertThat(session.child().handle().orElseThrow()).isEqualTo(current);
            assertThat(session.toProcess().info().command())
                    .isEqualTo(current.info().command());
        }
    }

    @Test
    @DisplayName("as a Process: any limit can be waited for")
    void longestWait() throws Exception {
        try (PtySession session = session()) {
            child.exit(new ExitStatus.Exited(0));

            assertThat(session.toProcess().waitFor(Long.MAX_VALUE, TimeUnit.DAYS))
                    .isTrue();
            assertThat(session.toProcess().waitFor(Long.MIN_VALUE, TimeUnit.DAYS))
                    .isTrue();
        }
    }
}
