// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.xnu.ModelLibC;
import rmux.pty.posix.xnu.Xnu;
import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.FaultInjector;

/** Rule LIFE-07 on the model of XNU: each native call of a spawn, a resize and a close fails once. */
@Timeout(120)
class XnuFaultsTest {

    /** Whose failure has no consequence: they release, wake up, look, or have another way that is as good. */
    private static final Set<String> TOLERATED = Set.of(
            "posix_spawn_file_actions_destroy",
            "posix_spawnattr_destroy",
            "clock_gettime",
            "getsid",
            "kill",
            "open",
            "pipe2",
            "read",
            "sysctl",
            "tcgetpgrp",
            "waitpid",
            "write");

    /** The calls of kevent by which an exit is watched; whichever is made after them, in closing, wakes the poller. */
    private static final int WATCHING = 2;

    private final Xnu kernel = new Xnu();
    private final FaultInjector injector = new FaultInjector()
            .ignoring("addressOf", "allocate")
            .releasing("close", "posix_spawn_file_actions_destroy", "posix_spawnattr_destroy");
    private final LibC libC = injector.wrap(
            LibC.class,
            ModelLibC.of(kernel),
            Errno.EIO.asResult(),
            (method, real, arguments) -> method.invoke(real, arguments));
    private final PosixPtyProvider provider = new PosixPtyProvider(libC);
    private final CallFaults faults = injector.faults(provider);
    private @Nullable PtyException failure;

    @Test
    @DisplayName("LIFE-07: each native call of a spawn, resize and close fails once: named, and nothing left")
    void eachFailsOnce() throws Exception {
        kernel.install("/opt/sleep", self -> {
            self.sleep();
            return 0;
        });
        run(0); // loads every class, and makes the poller
        List<String> calls = run(0);
        List<String> noticed = new ArrayList<>();
        List<String> unnoticed = new ArrayList<>();
        List<String> unnamed = new ArrayList<>();
        for (int number = 1; number <= calls.size(); number++) {
            List<String> made = run(number);
            if (failure == null && made.size() >= number) {
                if (!isWakeUp(made.subList(0, number))) {
                    unnoticed.add(made.get(number - 1));
                }
            } else if (failure != null) {
                String failed = made.get(number - 1);
                noticed.add(failed);
                if (!Pattern.compile(named(failed)).matcher(said(failure)).find()) {
                    unnamed.add(failed + " in " + said(failure));
                }
            }
        }
        assertThat(unnamed).isEmpty();
        assertThat(noticed).contains("posix_openpt", "pipe", "kqueue", "kevent", "posix_spawn", "ioctl");
        assertThat(unnoticed).allMatch(TOLERATED::contains);
    }

    private static boolean isWakeUp(List<String> untilFailed) {
        return untilFailed.get(untilFailed.size() - 1).equals("kevent")
                && Collections.frequency(untilFailed, "kevent") > WATCHING;
    }

    /** What a file cannot be examined for is said as if the kernel had: entering a directory, executing a program. */
    private static String named(String call) {
        return call.equals("access") ? "(chdir|posix_spawn)" : call;
    }

    private List<String> run(int number) throws Exception {
        failure = null;
        faults.arm(number);
        List<String> calls;
        try (PtySession session = provider.spawn(XnuRule.of("/opt/sleep"))) {
            session.resize(TerminalSize.of(90, 20));
        } catch (PtyException e) {
            failure = e;
        } finally {
            calls = faults.disarm();
        }
        assertThat(kernel.leftovers(1)).as("after call %d of %s", number, calls).isEmpty();
        return calls;
    }

    private static String said(PtyException failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable next = failure; next != null; next = next.getCause()) {
            said.append(next).append('\n');
            if (next instanceof PtyException refused) {
                said.append(refused.operation()).append('\n');
            }
            for (Throwable suppressed : next.getSuppressed()) {
                said.append(suppressed).append('\n');
            }
        }
        return said.toString();
    }
}
