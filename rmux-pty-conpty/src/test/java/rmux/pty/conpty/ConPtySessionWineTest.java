// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rmux.pty.api.ConsoleInput;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySignal;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.io.OutputFilter;
import rmux.pty.windows.io.PipeDevice;
import rmux.pty.windows.io.PipeSecurity;
import rmux.pty.windows.io.PrivatePipe;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.EventThread;
import rmux.pty.windows.process.OwnedHandle;
import rmux.pty.windows.simulated.jna.OpenHandles;
import rmux.pty.windows.wine.OnWindows;
import rmux.pty.windows.wine.Screen;

/** Sessions from end to end. */
@OnWindows
class ConPtySessionWineTest {

    private static final int IN_A_ROW = 500;
    private static final int AT_ONCE = 8;
    /** Threads of the JVM and of the system's pool come and go with a few handles each; one lost in each session were 500. */
    private static final int SLACK = 20;

    private static final int PIPE_CAPACITY = 64 * 1024;

    private final ConPtyProvider provider = new ConPtyProvider();

    private String runPrint(String text) throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("print", text))) {
            String output = new Screen(session).rest();
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
            return output.strip();
        }
    }

    @Test
    @DisplayName("IO-03, EXIT-01: the output of a short-lived program arrives, then the end, then its exit code")
    void hello() throws Exception {
        assertThat(runPrint("hello")).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "259", "0xC0000005", "0xFFFFFFFF"})
    @DisplayName("EXIT-01: the exit code is the 32-bit value")
    void exitCodes(String code) throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("exit", code))) {
            assertThat(session.child().waitFor(Screen.LIMIT))
                    .contains(new ExitStatus.Exited(Long.decode(code).intValue()));
        }
    }

    @Test
    @DisplayName("LIFE-03: 500 sessions in a row, then 8 at once: every output exact, as many handles as before")
    void many() throws Exception {
        for (int i = 0; i < 5; i++) {
            runPrint("warm-" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            runAtOnce(threads, 2);
            int before = OpenHandles.count();
            for (int i = 0; i < IN_A_ROW; i++) {
                assertThat(runPrint("session-" + i)).isEqualTo("session-" + i);
            }
            assertThat(OpenHandles.count())
                    .as("handles after the sessions in a row")
                    .isLessThan(before + SLACK);
            runAtOnce(threads, 10);
            int after = OpenHandles.count();
            System.getLogger("rmux.pty.conpty.test")
                    .log(System.Logger.Level.INFO, "handles before {0}, after {1}", before, after);
            assertThat(after).isLessThan(before + SLACK);
        } finally {
            threads.shutdownNow();
        }
    }

    private void runAtOnce(ExecutorService threads, int rounds) throws Exception {
        List<Future<String>> outputs = new ArrayList<>();
        for (int i = 0; i < rounds * AT_ONCE; i++) {
            String text = "at-once-" + i;
            outputs.add(threads.submit(() -> runPrint(text)));
        }
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(outputs.get(i).get(5, TimeUnit.MINUTES)).isEqualTo("at-once-" + i);
        }
    }

    @Test
    @DisplayName("what is typed reaches the program")
    void echo() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("echo"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            session.master().write(ByteBuffer.wrap("one\r".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            screen.await("echo: one");
            session.master().write(ByteBuffer.wrap("quit\r".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(0));
        }
    }

    @Test
    @DisplayName("the initial size is the console's")
    void size() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("size").size(TerminalSize.of(93, 31)))) {
            new Screen(session).await("93x31");
        }
    }

    @Test
    @DisplayName("INTERRUPT is a Ctrl-C event for what is on the console, and leaves our own alone")
    void interrupt() throws Exception {
        try (PtySession session = provider.spawn(Programs.probe("ignore-ctrl-c"))) {
            Screen screen = new Screen(session);
            screen.await("READY");
            assertThat(session.child().signal(PtySignal.INTERRUPT)).isTrue();
            screen.await("event 1 CTRL_C");
            assertThat(session.child().exitStatus()).isEmpty();
        }
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
    @DisplayName("closing while the output pipe is full does not hang")
    void closeFull() throws Exception {
        PtySession session = provider.spawn(Programs.probe("flood", "10000000"));
        // Nobody reads: the pipe is full when the program makes no headway, which a second is enough for.
        assertThat(session.child().waitFor(Duration.ofSeconds(1))).isEmpty();
        long began = System.nanoTime();
        session.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
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
                win32,
                new EventThread(),
                input.ourEnd(),
                output.ourEnd(),
                TerminalSize.DEFAULT,
                new NoScreen(),
                side -> OutputFilter.NONE);
        try (OwnedHandle host = input.hostEnd();
                OwnedHandle writer = output.hostEnd()) {
            ByteBuffer bytes = ByteBuffer.allocate(PIPE_CAPACITY + 1000);
            int accepted = 0;
            for (int count = device.write(bytes); count > 0; count = device.write(bytes)) {
                accepted += count;
            }
            device.awaitWritable(50_000_000);
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

    private static final class NoScreen implements PipeDevice.Screen {
        @Override
        public void resize(TerminalSize size) {}

        @Override
        public void endOutput() {}

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("cmd.exe runs, with a verbatim tail")
    void cmd() throws Exception {
        try (PtySession session = provider.spawn(
                PtyCommand.of("cmd.exe").option(rmux.pty.api.PtyOptions.VERBATIM_ARGUMENTS, "/d /c \"exit 5\""))) {
            assertThat(session.child().waitFor(Screen.LIMIT)).contains(new ExitStatus.Exited(5));
        }
    }
}
