// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.AlteredLibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.testkit.fault.CallPattern;

/** Programs that get a lower limit of open files than this JVM has, which raised its own. */
class LimitedSpawnTest {

    private static final String PROPERTY = "rmux.pty.posix.nofile";
    private static final PtyCommand ASK = PtyCommand.of("sh", "-c", "ulimit -Sn");
    private static final PtyCommand ASK_LATER = PtyCommand.of("sh", "-c", "read x; ulimit -Sn");

    /** Opening a gate, which is the only file that is opened for writing alone. */
    private static final CallPattern OPENING = CallPattern.named("open")
            .where(arguments ->
                    ((Integer) arguments.get(1) & NativeAccess.libC().platform().number(Constant.O_WRONLY)) != 0);

    @BeforeEach
    void lower() {
        System.setProperty(PROPERTY, "64");
    }

    @AfterEach
    void restore() {
        System.clearProperty(PROPERTY);
    }

    private static String output(PtySession session) throws Exception {
        return new String(session.master().inputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    }

    private static List<String> gates() {
        String[] names =
                new File(System.getProperty("java.io.tmpdir")).list((folder, name) -> name.startsWith("rmux-pty-"));
        return List.of(names);
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    @Test
    @DisplayName("SPAWN-17: a program has the limit in its first instruction, each time, and no gate is left behind")
    void firstInstruction() throws Exception {
        PosixPtyProvider provider = new PosixPtyProvider(new AlteredLibC().build());
        List<String> before = gates();
        for (int i = 0; i < 50; i++) {
            try (PtySession session = provider.spawn(ASK)) {
                assertThat(output(session)).isEqualTo("64");
            }
        }
        assertThat(gates()).isSubsetOf(before); // other programs may take theirs away
    }

    @Test
    @DisplayName("SPAWN-17: the second program on one terminal has the limit too, and the third")
    void secondProgram() throws Exception {
        PosixPtyProvider provider = new PosixPtyProvider(new AlteredLibC().build());
        try (PtyTerminal terminal = provider.open(TerminalSize.DEFAULT)) {
            for (int i = 0; i < 3; i++) {
                PtyChild child = terminal.spawn(PtyCommand.of("sh", "-c", "test $(ulimit -Sn) = 64"));
                assertThat(child.waitFor().isSuccess()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("SPAWN-07: a program that does not exist fails as ever, and no thread or gate stays")
    void missing() throws Exception {
        PosixPtyProvider provider = new PosixPtyProvider(new AlteredLibC().build());
        List<String> before = gates();
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("/no/such/program")))
                .hasMessageContaining("/no/such/program does not exist: ENOENT (2)");
        assertThat(gates()).isSubsetOf(before); // other programs may take theirs away
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("rmux-pty-spawn")) {
                // It has handed over its result, and is about to end.
                thread.join(TestLimits.SOON.toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("SPAWN-17: where no gate can be made, the program gets the limit a moment later")
    void noGate() throws Exception {
        AlteredLibC altered = new AlteredLibC().failing("mkfifo", Errno.EACCES);
        try (PtySession session = new PosixPtyProvider(altered.build()).spawn(ASK_LATER)) {
            session.master().outputStream().write('\n');
            assertThat(output(session)).endsWith("64");
        }
    }

    @Test
    @DisplayName("SPAWN-17: when the last descriptor is gone, the one that was kept opens the gate")
    void lastDescriptor() throws Exception {
        AlteredLibC altered = new AlteredLibC().failing(OPENING.first(1), Errno.EMFILE);
        try (PtySession session = new PosixPtyProvider(altered.build()).spawn(ASK)) {
            assertThat(output(session)).isEqualTo("64");
        }
    }

    @Test
    @DisplayName("SPAWN-07: a gate that cannot be opened fails the spawn, and the child that waited there is gone")
    void closedGate() {
        AlteredLibC altered = new AlteredLibC().failing(OPENING, Errno.EMFILE);
        PosixPtyProvider provider = new PosixPtyProvider(altered.build());
        long before = children();
        assertThatThrownBy(() -> provider.spawn(ASK))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("EMFILE (24)");
        assertThat(children()).isEqualTo(before);
    }
}
