// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import java.util.Set;
import rmux.pty.windows.console.JvmConsoleHelper;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.simulated.CallCounter;
import rmux.pty.windows.simulated.FailingBinding;

/** The real Windows, each of whose counted calls can be made to fail. */
final class FailingWindows {

    /** Memory and texts; none can fail. */
    private static final Set<String> PASSED = Set.of("allocate", "view", "messageOf", "canRelease", "pseudoConsoles");

    private FailingWindows() {}

    /** A provider of its own on the running system, and its calls. */
    static CountedCalls provider() {
        CallCounter counter = new CallCounter();
        return new CountedCalls(
                new ConPtyProvider(new ConPtySystem(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        () -> windows(NativeAccess.win32(), counter),
                        name -> null,
                        JvmConsoleHelper::new)),
                counter);
    }

    private static Win32 windows(Win32 real, CallCounter counter) {
        return FailingBinding.around(
                Win32.class,
                real,
                (method, target, arguments) -> method.getName().equals("pseudoConsoles") && arguments == null
                        ? consoles(real.pseudoConsoles(), counter)
                        : method.invoke(target, arguments),
                counter,
                -FailingBinding.ERROR_NO_SYSTEM_RESOURCES,
                PASSED);
    }

    private static PseudoConsoleApi consoles(PseudoConsoleApi real, CallCounter counter) {
        return FailingBinding.around(
                PseudoConsoleApi.class,
                real,
                (method, target, arguments) -> method.invoke(target, arguments),
                counter,
                Win32Error.toHResult(FailingBinding.ERROR_NO_SYSTEM_RESOURCES),
                PASSED);
    }
}
