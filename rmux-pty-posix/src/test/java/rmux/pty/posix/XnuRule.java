// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Feature;
import rmux.pty.posix.xnu.Xnu;

/** What XNU does otherwise than Linux: what has to hold nevertheless, and a backend that does not know it. */
enum XnuRule {
    /** kern_exec.c: file actions, then the session. */
    FILE_ACTIONS_COME_BEFORE_THE_SESSION("dev/ttys000") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/tty", self -> self.write(1, String.valueOf(self.controllingTerminal())));
            assertThat(output(provider, of("/opt/tty"))).isEqualTo("/dev/ttys000");
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return XnuMutant.believing(EnumSet.of(Feature.SESSION_BEFORE_FILE_ACTIONS), Set.of());
        }
    },

    /** What is unpacked loses its execute bit, or its signature. */
    HELPERS_OF_ONES_OWN_BREAK("EACCES") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/true", self -> 0);
            assertThat(output(provider, of("/opt/true"))).isEmpty();
            assertThat(kernel.executed()).containsExactly("/bin/dash", "/opt/true");
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            kernel.installFile("/tmp/spawn-helper", "", false);
            return XnuMutant.startingBy("/tmp/spawn-helper");
        }
    },

    /** tty_ptmx.c: a race of others who open and close. */
    OPENING_FAILS_FOR_A_MOMENT("ENXIO") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/true", self -> 0);
            kernel.failToOpenTerminals(3);
            assertThat(output(provider, of("/opt/true"))).isEmpty();
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return XnuMutant.believing(Set.of(), EnumSet.of(Feature.LEADER_REVOKES));
        }
    },

    /** kern_exit.c: the exit of one session revokes the new terminal of another, which has its number. */
    NUMBERS_ARE_USED_AGAIN_BEFORE_THE_REVOCATION("was taken away|cannot be made the controlling one") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            CountDownLatch closed = new CountDownLatch(1);
            kernel.install("/opt/sleep", self -> {
                self.sleep();
                return 0;
            });
            kernel.install("/opt/second", self -> {
                closed.await();
                return self.hasLiveTerminal() ? 0 : 1;
            });
            FutureTask<PtySession> second = new FutureTask<>(() -> provider.spawn(of("/opt/second")));
            Thread starter = new Thread(second, "second");
            PtySession first = provider.spawn(of("/opt/sleep"));
            kernel.setBeforeRevocation(() -> {
                kernel.setBeforeRevocation(() -> {});
                starter.start();
                while (!second.isDone() && !(LockSupport.getBlocker(starter) instanceof AbstractOwnableSynchronizer)) {
                    LockSupport.parkNanos(100_000);
                }
            });
            first.close();
            try (PtySession session = get(second)) {
                closed.countDown();
                assertThat(session.child().waitFor())
                        .as("the terminal of the second session was taken away")
                        .isEqualTo(new ExitStatus.Exited(0));
            }
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return XnuMutant.believing(Set.of(), EnumSet.of(Feature.LEADER_REVOKES));
        }
    },

    /** tty_dev.c: TIOCSWINSZ on a master fails, and what is set is lost, while nobody has the slave open. */
    A_SIZE_NEEDS_AN_OPEN_SLAVE("ENOTTY") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/size", self -> self.write(1, self.size()));
            assertThat(output(provider, of("/opt/size").withSize(TerminalSize.of(100, 30))))
                    .isEqualTo("100x30");
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return withoutGuard();
        }
    },

    /** tty_dev.c, ptsclose: the last closing of the slave throws away what nobody has read; not all systems wait for that. */
    OUTPUT_IS_LOST_AT_THE_LAST_CLOSING("last words") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.setLeaderWaitsForReader(false);
            kernel.install("/opt/last", self -> self.write(1, "last words"));
            try (PtySession session = provider.spawn(of("/opt/last"))) {
                assertThat(session.child().waitFor()).isEqualTo(new ExitStatus.Exited(0));
                assertThat(text(session)).isEqualTo("last words");
            }
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return closingGuardAfterSpawn();
        }
    },

    /** kern_exit.c: the next program on the same terminal finds it as new. */
    A_SECOND_PROGRAM_FINDS_THE_TERMINAL_TAKEN("100x30") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/size", self -> {
                self.write(1, self.controllingTerminal() + " " + self.size() + "\n");
                return self.readLine() == null ? 1 : 0;
            });
            try (PtyTerminal terminal = provider.open(TerminalSize.of(100, 30))) {
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(terminal.master().inputStream(), StandardCharsets.UTF_8));
                for (int i = 0; i < 2; i++) {
                    PtyChild child = terminal.spawn(of("/opt/size"));
                    assertThat(lines.readLine()).isEqualTo("/dev/ttys000 100x30");
                    terminal.master().outputStream().write('\n');
                    assertThat(child.waitFor()).isEqualTo(new ExitStatus.Exited(0));
                }
            }
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return XnuMutant.believing(Set.of(), EnumSet.of(Feature.LEADER_REVOKES));
        }
    },

    /** mio#1377: kevent and poll refuse /dev/tty, and take masters. */
    THE_ALIAS_CANNOT_BE_POLLED("EINVAL") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/greet", self -> self.write(1, "hello " + self.readLine()));
            CountDownLatch readable = new CountDownLatch(1);
            try (PtySession session = provider.spawn(of("/opt/greet"))) {
                var unused = session.onOutput(bytes -> readable.countDown());
                kernel.awaitWatch();
                assertThat(kernel.refusals()).as("of kevent, by EINVAL").isZero();
                session.write("world\n");
                assertThat(readable.await(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return pollingAlias();
        }
    },

    /** System Integrity Protection. */
    VARIABLES_OF_THE_LINKER_ARE_TAKEN_FROM_SYSTEM_PROGRAMS("DYLD_LIBRARY_PATH") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/env", self -> self.write(1, self.environment().toString()));
            assertThat(output(provider, of("/opt/env").withEnvironment("DYLD_LIBRARY_PATH", "/opt/lib")))
                    .contains("DYLD_LIBRARY_PATH=/opt/lib");
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return XnuMutant.passingLinkerVariables();
        }
    },

    /** POSIX_SPAWN_SETEXEC replaces whoever calls. */
    SETEXEC_REPLACES_THE_CALLER("the caller itself has become /bin/dash") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/true", self -> 0);
            assertThat(output(provider, of("/opt/true"))).isEmpty();
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            return new XnuMutant() {
                @Override
                @Nullable
                Object call(LibC real, String name, Object[] arguments) {
                    return name.equals("posix_spawnattr_setflags")
                            ? real.posix_spawnattr_setflags((Long) arguments[0], (short) ((Short) arguments[1] | 0x40))
                            : null;
                }
            };
        }
    },

    /** It speaks a protocol of its own, and of one JDK. */
    THE_HELPER_OF_THE_JDK_HAS_NO_TERMINAL("jspawnhelper|ended early") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/tty", self -> self.write(1, String.valueOf(self.controllingTerminal())));
            assertThat(output(provider, of("/opt/tty"))).isEqualTo("/dev/ttys000");
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            kernel.install(
                    "/opt/jdk/lib/jspawnhelper", self -> self.write(2, "This command is not for general use") + 1);
            return XnuMutant.startingBy("/opt/jdk/lib/jspawnhelper");
        }
    },

    /** script(1) makes a terminal of its own; login(1) and expect(1) need or make one as well. */
    OTHER_PROGRAMS_MAKE_TERMINALS_OF_THEIR_OWN("ended early") {
        @Override
        void check(Xnu kernel, PosixPtyProvider provider) throws Exception {
            kernel.install("/opt/tty", self -> self.write(1, String.valueOf(self.controllingTerminal())));
            try (PtySession session = provider.spawn(of("/opt/tty"))) {
                assertThat(text(session))
                        .isEqualTo(session.master().terminalName().orElseThrow());
            }
        }

        @Override
        XnuMutant withoutRemedy(Xnu kernel) {
            kernel.install("/usr/bin/login", self -> self.controllingTerminal() == null ? 1 : 0);
            return XnuMutant.startingBy("/usr/bin/login");
        }
    };

    private final String symptom;

    XnuRule(String symptom) {
        this.symptom = symptom;
    }

    /** Throws if the rule is broken. */
    abstract void check(Xnu kernel, PosixPtyProvider provider) throws Exception;

    /** A backend that does not know it. */
    abstract XnuMutant withoutRemedy(Xnu kernel);

    /** What such a backend suffers from: a pattern. */
    String symptom() {
        return symptom;
    }

    static PtyCommand of(String program) {
        return PtyCommand.of(program).withDirectory("/tmp").withEmptyEnvironment();
    }

    private static String output(PosixPtyProvider provider, PtyCommand command) throws Exception {
        try (PtySession session = provider.spawn(command)) {
            return text(session);
        }
    }

    private static String text(PtySession session) throws Exception {
        return new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static PtySession get(FutureTask<PtySession> task) throws Exception {
        try {
            return task.get(TestLimits.SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static boolean isSlave(LibC real, String name, Object[] arguments) {
        return name.equals("open") && XnuMutant.text(real, (Long) arguments[0]).matches("/dev/(ttys|pts/).*");
    }

    /** A backend that does not keep the slave open. */
    private static XnuMutant withoutGuard() {
        return new XnuMutant() {
            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                return isSlave(real, name, arguments) ? (Object) real.kqueue() : null;
            }
        };
    }

    /** A backend that closes the slave as soon as the program runs. */
    private static XnuMutant closingGuardAfterSpawn() {
        return new XnuMutant() {
            private int guard;

            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                if (isSlave(real, name, arguments)) {
                    guard = real.open((Long) arguments[0], (Integer) arguments[1]);
                    return guard;
                }
                if (name.equals("posix_spawn")) {
                    real.close(guard);
                }
                return name.equals("close") && arguments[0].equals(guard) ? (Object) 0 : null;
            }
        };
    }

    /** A backend that waits for {@code /dev/tty} in place of a master. */
    private static XnuMutant pollingAlias() {
        return new XnuMutant() {
            private int master;
            private int alias;

            @Override
            @Nullable
            Object call(LibC real, String name, Object[] arguments) {
                if (name.equals("posix_openpt")) {
                    master = real.posix_openpt((Integer) arguments[0]);
                    long path = real.allocate(16);
                    real.view(path, 16).put(0, "/dev/tty".getBytes(StandardCharsets.US_ASCII));
                    alias = real.open(path, 0);
                    real.free(path);
                    return master;
                }
                boolean changes = name.equals("kevent") && ((Integer) arguments[2]) == 1;
                if (changes && real.view((Long) arguments[1], 8).getLong(0) == master && master != 0) {
                    int filter = real.view((Long) arguments[1] + 8, 2).getShort(0);
                    if (filter == real.platform().number(Constant.EVFILT_READ)) {
                        real.view((Long) arguments[1], 8).putLong(0, alias);
                    }
                }
                return null;
            }
        };
    }
}
