// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.KernelReadiness;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.windows.io.OutputFilter;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.io.PipeSecurity;
import rmux.pty.windows.io.PrivatePipe;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.OwnedHandle;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;
import rmux.pty.windows.wine.SessionContract;

/** Sessions from end to end. */
@OnWindows
class ConPtySessionWineTest extends SessionContract {

    private static final int IN_A_ROW = 500;
    private static final int PIPE_CAPACITY = 64 * 1024;

    private final ConPtyProvider provider = new ConPtyProvider();

    @Override
    protected PtyProvider provider() {
        return provider;
    }

    @Override
    protected PtyCommand probe(String... arguments) {
        return Programs.probe(arguments);
    }

    @Override
    protected int sessionsInARow() {
        return IN_A_ROW;
    }

    @Test
    @DisplayName("key and mouse records arrive as sent")
    void records() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("keys"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            session.consoleInput()
                    .send(
                            new ConsoleInput.Key(true, 0x70, 0x3B, '\0', 0x8, 1),
                            new ConsoleInput.Key(false, 0x70, 0x3B, '\0', 0x8, 1));
            screen.await("key down=1 repeat=1 vk=0x70 scan=0x3b char=0x0000 state=0x8");
            screen.await("key down=0 repeat=1 vk=0x70");
            session.consoleInput().send(new ConsoleInput.Mouse(3, 4, 1, 0, 0));
            screen.await("mouse x=3 y=4 buttons=0x1 state=0x0 flags=0x0");
        }
    }

    @Test
    @DisplayName("IO-07: close() ends a blocked read of another thread")
    void closeEndsRead() throws Exception {
        PtySession session = provider.spawn(Programs.probe("no-read"));
        new Screen(session).await("READY");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Throwable> blocked =
                    thread.submit(() -> catchThrowableOfType(java.nio.channels.ClosedChannelException.class, () -> {
                        ByteBuffer buffer = ByteBuffer.allocate(100);
                        while (session.master().read(buffer.clear()) > 0) {
                            // what is still on its way
                        }
                    }));
            assertThat(session.child().waitFor(Duration.ofMillis(300))).isEmpty();
            session.close();
            assertThat(blocked.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(java.nio.channels.AsynchronousCloseException.class);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "a real full pipe accepts 65,536 bytes, the rest is settled as not accepted, and it works again when read")
    void fullPipe() throws Exception {
        Win32 win32 = NativeAccess.win32();
        PipeSecurity security = PipeSecurity.ofCurrentUser(win32);
        PrivatePipe input = PrivatePipe.toHost(win32, security);
        PrivatePipe output = PrivatePipe.fromHost(win32, security);
        PipeDevice device = new PipeDevice(
                win32, new EventThread(), input.ourEnd(), output.ourEnd(), new NoScreen(), side -> OutputFilter.NONE);
        try (OwnedHandle host = input.hostEnd();
                OwnedHandle writer = output.hostEnd()) {
            ByteBuffer bytes = ByteBuffer.allocate(PIPE_CAPACITY + 1000);
            int accepted = 0;
            for (int count = device.write(bytes); count > 0; count = device.write(bytes)) {
                accepted += count;
            }
            ((KernelReadiness) device.writable()).await(50_000_000);
            accepted += device.settleWrite(bytes);
            assertThat(accepted).isEqualTo(PIPE_CAPACITY);
            assertThat(bytes.remaining()).isEqualTo(1000);

            assertThat(readAsHost(win32, host, 10_000)).isEqualTo(10_000);
            assertThat(device.write(bytes)).isEqualTo(1000);
            assertThat(writer.value()).isPositive();
            device.close();
        }
    }

    private static int readAsHost(Win32 win32, OwnedHandle host, int count) {
        try (NativeBlock buffer = new NativeBlock(win32, count);
                NativeBlock control = new NativeBlock(win32, Constants.OVERLAPPED_SIZE);
                NativeBlock transferred = new NativeBlock(win32, Integer.BYTES)) {
            assertThat(win32.ReadFile(host.value(), buffer.address(), count, control.address()))
                    .isZero();
            assertThat(win32.GetOverlappedResult(host.value(), control.address(), transferred.address(), true))
                    .isZero();
            return transferred.bytes().getInt(0);
        }
    }

    private static final class NoScreen implements PipeDevice.ConsoleHost {
        @Override
        public void resize(TerminalSize size) {}

        @Override
        public void endOutput() {}

        @Override
        public void close() {}
    }
}
