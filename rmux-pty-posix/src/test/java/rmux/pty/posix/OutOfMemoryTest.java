// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.RunAs;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;

/** Memory runs out at each native call in turn. */
@EnabledOnOs(OS.LINUX)
class OutOfMemoryTest {

    private static final int MOST_CALLS = 500;
    private static final PtyCommand WAITING = PtyCommand.of("sleep", "1000");

    private final CallFaults faults = faults();

    private static CallFaults faults() {
        FaultInjector injector = new FaultInjector()
                .ignoring("addressOf")
                .releasing("close", "free", "posix_spawn_file_actions_destroy", "posix_spawnattr_destroy", "unlink");
        for (Method function : LibC.class.getMethods()) {
            if (!function.getName().equals("platform") && !function.getName().equals("has")) {
                injector.failsWith(function.getName(), Failure.outOfMemory());
            }
        }
        LibC libC = injector.wrap(
                LibC.class,
                NativeAccess.libC(),
                Errno.EIO.asResult(),
                (method, real, arguments) -> method.invoke(real, arguments));
        return injector.faults(new PosixPtyProvider(libC));
    }

    private static int descriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    private static void assertNothingLeft(int descriptors, long children, String after) {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while ((descriptors() > descriptors || children() > children) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(descriptors()).as("descriptors after " + after).isLessThanOrEqualTo(descriptors);
        assertThat(children()).as("children after " + after).isLessThanOrEqualTo(children);
    }

    private void assertLaterSessionIsExact(String after) throws Exception {
        try (PtySession later = faults.provider().spawn(PtyCommand.of("sh", "-c", "echo later; exit 7"))) {
            byte[] output = later.master().inputStream().readAllBytes();
            assertThat(new String(output, java.nio.charset.StandardCharsets.US_ASCII))
                    .as(after)
                    .isEqualTo("later\r\n");
            assertThat(later.child().waitFor(TestLimits.SOON)).as(after).contains(new ExitStatus.Exited(7));
        }
    }

    @Test
    @DisplayName(
            "LIFE-08: memory runs out at any native call of a spawn: nothing is left, and later sessions are exact")
    void spawning() throws Exception {
        assertSpawningLeavesNothing(WAITING);
    }

    @Test
    @DisplayName("LIFE-08, SPAWN-16: so it is for the program of another user, and this JVM stays dumpable")
    void spawningAsAnotherUser() throws Exception {
        assumeTrue(faults.provider().capabilities().contains(PtyCapability.RUN_AS), "needs to be root's");
        assertSpawningLeavesNothing(WAITING.withRunAs(RunAs.user("nobody")));
        LibC libC = NativeAccess.libC();
        assertThat(libC.prctl(libC.platform().number(Constant.PR_GET_DUMPABLE), 0, 0, 0, 0))
                .isEqualTo(1);
    }

    private void assertSpawningLeavesNothing(PtyCommand command) throws Exception {
        assertLaterSessionIsExact("nothing");
        int descriptors = descriptors();
        long children = children();
        int number = 0;
        List<String> calls;
        do {
            number++;
            Optional<PtySession> opened = Optional.empty();
            faults.arm(number);
            try {
                opened = Optional.of(faults.provider().spawn(command));
            } catch (OutOfMemoryError | PtyException e) {
                assertThat(e).isNotNull(); // the call that met it may fail
            } finally {
                calls = faults.disarm();
            }
            if (opened.isPresent()) {
                opened.get().close();
            }
            assertNothingLeft(descriptors, children, "a spawn with call " + number + " of " + calls);
        } while (calls.size() >= number); // until there is none of that number
        assertThat(number).isBetween(20, MOST_CALLS);
        assertLaterSessionIsExact("all of them");
    }

    @Test
    @DisplayName("LIFE-08: memory runs out at any native call of a close: the program is ended and nothing is left")
    void closing() throws Exception {
        assertLaterSessionIsExact("nothing");
        int descriptors = descriptors();
        long children = children();
        int number = 0;
        List<String> calls;
        do {
            number++;
            PtySession session = faults.provider().spawn(WAITING);
            faults.arm(number);
            try {
                session.close();
            } catch (OutOfMemoryError | PtyException e) {
                assertThat(e).isNotNull(); // the close may report it
            } finally {
                calls = faults.disarm();
            }
            assertThat(session.toProcess().isAlive()).isFalse();
            assertNothingLeft(descriptors, children, "a close with call " + number + " of " + calls);
        } while (calls.size() >= number); // until there is none of that number
        assertThat(number).isBetween(5, MOST_CALLS);
        assertLaterSessionIsExact("all of them");
    }
}
