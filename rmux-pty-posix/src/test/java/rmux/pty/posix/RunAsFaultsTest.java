// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.RunAs;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeAccess;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.testkit.fault.CallPattern;
import rmux.pty.testkit.fault.Failure;
import rmux.pty.testkit.fault.FaultInjector;

/** Each call of the threads that become other users fails once: nothing of them is left. */
@EnabledOnOs(OS.LINUX)
class RunAsFaultsTest {

    private static final String PROPERTY = "rmux.pty.posix.nofile";
    private static final int MOST_CALLS = 200;

    /** What cannot fail, or whose failure has no consequence. */
    private static final Set<String> WITHOUT_ERROR = Set.of(
            "platform",
            "has",
            "allocate",
            "view",
            "free",
            "addressOf",
            "posix_spawn_file_actions_destroy",
            "posix_spawnattr_destroy");

    /** What only lowers the limit of open files, or lets debuggers attach to this JVM. */
    private static final Set<String> NOT_NEEDED = Set.of("prctl", "prlimit");

    private final FaultInjector injector = new FaultInjector()
            .releasing("close", "free", "posix_spawn_file_actions_destroy", "posix_spawnattr_destroy");
    private final PosixPtyProvider provider = new PosixPtyProvider(injector.wrap(
            LibC.class,
            NativeAccess.libC(),
            Errno.EIO.asResult(),
            (method, real, arguments) -> method.invoke(real, arguments)));
    private final PtyCommand command =
            PtyCommand.of("/bin/sleep", "1000").withDirectory("/").withRunAs(RunAs.user("nobody"));

    @BeforeEach
    void assumePrivileges() {
        assumeTrue(provider.capabilities().contains(PtyCapability.RUN_AS), "this JVM may not run programs as others");
    }

    /** Without a gate to wait at, every start makes the same calls. */
    @BeforeEach
    void keepLimit() {
        System.setProperty(PROPERTY, Long.toString(Long.MAX_VALUE));
    }

    @AfterEach
    void restore() {
        System.clearProperty(PROPERTY);
    }

    @Test
    @DisplayName("SPAWN-16, LIFE-07: the failure is named with its call, and nothing is left")
    void errors() throws Exception {
        Set<String> failed = sweep(Failure.returning(Errno.EIO.asResult()), WITHOUT_ERROR);
        assertThat(failed).contains("prctl", "setgroups", "setresgid", "setresuid", "access", "posix_spawn");
    }

    @Test
    @DisplayName("SPAWN-16, LIFE-08: memory runs out at any call, and nothing is left")
    void memory() throws Exception {
        Set<String> failed = sweep(Failure.outOfMemory(), Set.of("platform", "has"));
        assertThat(failed).contains("allocate", "prctl", "setgroups", "setresgid", "setresuid", "posix_spawn");
    }

    /** Makes one call after the other fail; returns their names. */
    private Set<String> sweep(Failure failure, Set<String> except) throws Exception {
        provider.spawn(command).close();
        int descriptors = descriptors();
        long children = ProcessHandle.current().children().count();
        Set<String> all = new TreeSet<>();
        for (int number = 1; number < MOST_CALLS; number++) {
            injector.clear();
            injector.fail(
                    CallPattern.any()
                            .except(except)
                            .by(thread -> thread.getName().equals("rmux-pty-spawn"))
                            .number(number),
                    failure);
            int before = injector.failed().size();
            spawn(before);
            List<String> failed = failed(before);
            injector.clear();
            if (failed.isEmpty()) {
                assertThat(isDumpable()).isTrue();
                return all;
            }
            all.addAll(failed);
            awaitNothingLeft(descriptors, children, "call " + number + ", " + failed);
        }
        throw new AssertionError("more than " + MOST_CALLS + " calls");
    }

    private List<String> failed(int before) {
        List<String> all = injector.failed();
        return all.subList(before, all.size());
    }

    private void spawn(int before) throws Exception {
        try (PtySession session = provider.spawn(command)) {
            assertThat(session.isAlive()).isTrue();
            assertThat(failed(before)).isSubsetOf(NOT_NEEDED);
            LibC libC = NativeAccess.libC();
            assertThat(libC.prctl(libC.platform().number(Constant.PR_SET_DUMPABLE), 1, 0, 0, 0))
                    .isZero();
        } catch (PtyException e) {
            assertThat(failed(before)).hasSize(1);
            assertThat(e.operation() + e.getMessage())
                    .containsAnyOf(failed(before).get(0), "EIO (5)", "OutOfMemoryError");
        } catch (OutOfMemoryError e) {
            assertThat(failed(before)).hasSize(1);
        }
    }

    private static void awaitNothingLeft(int descriptors, long children, String after) throws Exception {
        long deadline = System.nanoTime() + TestLimits.SOON.toNanos();
        while (System.nanoTime() - deadline < 0
                && (descriptors() > descriptors
                        || ProcessHandle.current().children().count() > children)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(descriptors()).as("descriptors after " + after).isLessThanOrEqualTo(descriptors);
        assertThat(ProcessHandle.current().children().count())
                .as("children after " + after)
                .isLessThanOrEqualTo(children);
        ThreadUsers.awaitOwn(after);
        assertThat(isDumpable()).as("after " + after).isTrue();
    }

    private static int descriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    private static boolean isDumpable() {
        LibC libC = NativeAccess.libC();
        return libC.prctl(libC.platform().number(Constant.PR_GET_DUMPABLE), 0, 0, 0, 0) == 1;
    }
}
