// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.util.Set;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.JvmConsoleHelper;
import rmux.pty.windows.simulated.CountedCalls;
import rmux.pty.windows.simulated.FailingBinding;

/** The real Windows, each of whose counted calls can be made to fail. */
final class FailingWindows {

    /** Memory and texts; none can fail. */
    private static final Set<String> PASSED = Set.of(
            "allocate", "view", "messageOf", "canRelease", "pseudoConsoles", "GetCurrentThreadId", "fileVersion");

    private FailingWindows() {}

    /** Fewer flags are tried where the console is refused, a wait is tried again, and the others are gone on without. */
    static CountedCalls calls() {
        return new CountedCalls(
                "CreatePseudoConsole",
                "ReleasePseudoConsole",
                "WaitForSingleObject",
                "ignoresCtrlC",
                "SetConsoleCtrlHandler");
    }

    /** A provider of its own on the running system, and its calls. */
    static CountedCalls provider() {
        CountedCalls calls = calls();
        return calls.of(new ConPtyProvider(new ConPtySystem(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                () -> windows(NativeAccess.win32(), calls),
                name -> null,
                name -> null,
                JvmConsoleHelper::new,
                Thread::new)));
    }

    private static Win32 windows(Win32 real, CountedCalls calls) {
        return FailingBinding.around(
                Win32.class,
                real,
                (method, target, arguments) -> method.getName().equals("pseudoConsoles") && arguments == null
                        ? consoles(real.pseudoConsoles(), calls)
                        : method.invoke(target, arguments),
                calls,
                -FailingBinding.ERROR_NO_SYSTEM_RESOURCES,
                PASSED);
    }

    private static PseudoConsoleApi consoles(PseudoConsoleApi real, CountedCalls calls) {
        return FailingBinding.around(
                PseudoConsoleApi.class,
                real,
                (method, target, arguments) -> method.invoke(target, arguments),
                calls,
                Win32Error.toHResult(FailingBinding.ERROR_NO_SYSTEM_RESOURCES),
                PASSED);
    }
}
