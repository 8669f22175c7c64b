// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.simulated.HostedConsole;
import rmux.pty.windows.simulated.SimulatedWin32;

/** What becomes of an operation that is under way. */
class OverlappedTest {

    private static final int CANCEL_MILLIS = 100;
    private static final int PIPE_CAPACITY = 64 * 1024;

    private final SimulatedWin32 windows = new SimulatedWin32();
    private HostedConsole console;

    @BeforeEach
    void host() {
        console = windows.hostConsole(1);
        windows.start(console, java.util.Optional.empty(), java.util.List.of(), () -> {});
    }

    private OwnedHandle open(String pipe) throws Exception {
        try (NativeBlock name = NativeBlock.text(windows, pipe)) {
            return new OwnedHandle(
                    windows,
                    "CreateFileW",
                    windows.CreateFileW(name.address(), 0, 0, Constants.OPEN_EXISTING, Constants.FILE_FLAG_OVERLAPPED));
        }
    }

    private boolean isSignaled(OwnedHandle event) {
        return windows.WaitForSingleObject(event.value(), 0) == 0;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    @Test
    @DisplayName("closing after a nudge waits for the canceled operation anyway, before its memory is released")
    void nudgedThenClosed() throws Exception {
        windows.setCancelMillis(CANCEL_MILLIS);
        OwnedHandle pipe = open(console.outputName());
        OverlappedReader reader = new OverlappedReader(windows, pipe);
        assertThat(reader.fill()).isFalse();

        reader.nudge();
        reader.close();

        pipe.close();
        assertThat(windows.open()).doesNotContain("event", "our pipe");
        assertThat(windows.liveBlocks()).isZero();
    }

    @Test
    @DisplayName("IO-05: settling after a nudge tells what the chunk under way came to, and not what the last one did")
    void nudgedThenSettled() throws Exception {
        windows.setHostReadsInput(false);
        windows.setCancelMillis(CANCEL_MILLIS);
        try (OwnedHandle pipe = open(console.inputName());
                OverlappedWriter writer = new OverlappedWriter(windows, pipe)) {
            ByteBuffer bytes = ByteBuffer.allocate(PIPE_CAPACITY + 10);
            int accepted = 0;
            for (int count = writer.write(bytes); count > 0; count = writer.write(bytes)) {
                accepted += count;
            }
            assertThat(accepted).isEqualTo(PIPE_CAPACITY);

            writer.nudge();

            assertThat(writer.settle(bytes)).isZero();
            assertThat(bytes.remaining()).isEqualTo(10);
            assertThat(writer.isInFlight()).isFalse();
        }
    }

    @Test
    @DisplayName("a nudge ends one wait, even if somebody looks at the very moment it is given")
    void nudgeIsUndone() throws Exception {
        try (OwnedHandle pipe = open(console.outputName());
                OverlappedReader reader = new OverlappedReader(windows, pipe)) {
            assertThat(reader.fill()).isFalse();
            windows.doBefore("SetEvent", () -> assertThat(fill(reader)).isFalse());

            reader.nudge();
            assertThat(isSignaled(reader.event())).isTrue();
            assertThat(reader.fill()).isFalse();

            assertThat(isSignaled(reader.event())).isFalse();
        }
    }

    private static boolean fill(OverlappedReader reader) {
        try {
            return reader.fill();
        } catch (rmux.pty.api.PtyException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("a read that Windows cancels because its thread ended is begun again, and nothing is lost")
    void readOfThreadThatEnded() throws Exception {
        try (OwnedHandle pipe = open(console.outputName());
                OverlappedReader reader = new OverlappedReader(windows, pipe)) {
            assertThat(reader.fill()).isFalse();

            windows.endThreads();

            assertThat(isSignaled(reader.event())).as("who waits is notified").isTrue();
            assertThat(reader.fill()).isFalse();
            assertThat(isSignaled(reader.event())).isFalse();
            windows.print("later".getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.fill()).isTrue();
            assertThat(text(reader.bytes())).isEqualTo("later");
        }
    }

    @Test
    @DisplayName("IO-06: a chunk that Windows cancels because its thread ended is written again, once")
    void writeOfThreadThatEnded() throws Exception {
        windows.setHostReadsInput(false);
        try (OwnedHandle pipe = open(console.inputName());
                OverlappedWriter writer = new OverlappedWriter(windows, pipe)) {
            ByteBuffer bytes = ByteBuffer.allocate(PIPE_CAPACITY + 10);
            while (writer.write(bytes) > 0) {
                // until the pipe is full
            }
            windows.endThreads();
            assertThat(writer.write(bytes)).isZero();

            windows.readInputOnce(console);

            assertThat(writer.write(bytes)).isEqualTo(10);
            windows.readInputOnce(console);
            assertThat(windows.typed()).hasSize(PIPE_CAPACITY + 10);
        }
    }

    @Test
    @DisplayName(
            "what is typed beside the application never waits: against a full pipe the first is on its way, the second refused")
    void sideWriter() throws Exception {
        windows.setHostReadsInput(false);
        byte[] interrupt = {3};
        try (OwnedHandle pipe = open(console.inputName());
                OverlappedWriter writer = new OverlappedWriter(windows, pipe);
                InjectedInput side = new InjectedInput(windows, pipe)) {
            ByteBuffer bytes = ByteBuffer.allocate(PIPE_CAPACITY);
            while (bytes.hasRemaining()) {
                writer.write(bytes);
            }
            side.send(interrupt);
            assertThatThrownBy(() -> side.send(interrupt)).hasMessageContaining("the input is full");

            windows.readInputOnce(console);
            side.send(interrupt);
            windows.readInputOnce(console);

            assertThat(windows.typed()).hasSize(PIPE_CAPACITY + 2).endsWith(3, 3);
        }
        assertThat(windows.liveBlocks()).isZero();
    }
}
