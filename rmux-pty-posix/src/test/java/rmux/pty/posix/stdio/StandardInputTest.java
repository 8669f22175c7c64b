// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.stdio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.TestLimits;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.jna.NativeStrings;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;

/** What is typed at this process: here, the program's side of a terminal that the test types at. */
class StandardInputTest {

    private final LibC libC = NativeAccess.libC();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private int open(String path) {
        try (NativeBlock name = NativeStrings.copy(libC, path.getBytes(US_ASCII))) {
            int fd = libC.open(
                    name.address(), libC.platform().flags(Constant.O_RDWR, Constant.O_NOCTTY, Constant.O_CLOEXEC));
            assertThat(fd).as("open %s", path).isNotNegative();
            return fd;
        }
    }

    private static PtyTerminal terminal() throws PtyException {
        return PtyProviders.installed().named("posix").open(TerminalSize.DEFAULT);
    }

    @Test
    @DisplayName(
            "what was typed is read; closing ends a blocked read, and what is typed after that is left for the next reader")
    void leftForTheNextReader() throws Exception {
        byte[] bytes = new byte[100];
        try (PtyTerminal terminal = terminal()) {
            int fd = open(terminal.terminalName());
            StandardInput input = new StandardInput(libC, fd);
            terminal.master().outputStream().write("first\n".getBytes(US_ASCII));
            assertThat(input.read(bytes)).isEqualTo(6);
            assertThat(new String(bytes, 0, 6, US_ASCII)).isEqualTo("first\n");

            Future<Integer> blocked = threads.submit(() -> input.read(bytes));
            input.close();
            assertThat(blocked.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(-1);
            terminal.master().outputStream().write("second\n".getBytes(US_ASCII));
            assertThat(input.read(bytes)).as("a closed input").isEqualTo(-1);
            input.close();

            try (StandardInput next = new StandardInput(libC, fd)) {
                assertThat(next.read(bytes)).isEqualTo(7);
            }
            libC.close(fd);
        }
    }

    @Test
    @DisplayName("the end of a file is the end of input, and a failed read names itself")
    void endAndFailure(@TempDir Path directory) throws Exception {
        int fd = open(Files.writeString(directory.resolve("input"), "x").toString());
        byte[] bytes = new byte[100];
        try (StandardInput input = new StandardInput(libC, fd)) {
            assertThat(input.read(bytes)).isOne();
            assertThat(input.read(bytes)).isEqualTo(-1);
        }
        LibC failing = new AlteredLibC().failing("read", Errno.EIO).build();
        try (StandardInput input = new StandardInput(failing, fd)) {
            assertThatThrownBy(() -> input.read(bytes))
                    .isInstanceOf(PtyException.class)
                    .hasMessageContaining("read")
                    .hasMessageContaining("EIO");
        }
        libC.close(fd);
    }

    @Test
    @DisplayName("a read that another process was faster for is made again")
    void againAfterNothing(@TempDir Path directory) throws Exception {
        int fd = open(Files.writeString(directory.resolve("input"), "x").toString());
        LibC once = new AlteredLibC().failingOnce("read", Errno.EAGAIN).build();
        try (StandardInput input = new StandardInput(once, fd)) {
            assertThat(input.read(new byte[100])).isOne();
        }
        libC.close(fd);
    }
}
