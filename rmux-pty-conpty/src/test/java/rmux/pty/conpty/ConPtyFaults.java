// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.PseudoConsoleApi;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.jna.Win32Error;
import rmux.pty.windows.process.JvmConsoleHelper;
import rmux.pty.windows.simulated.RealWindows;
import rmux.pty.windows.simulated.SimulatedWin32;

/** The backend on the real Windows, each of whose calls can be made to fail. */
final class ConPtyFaults {

    private static final int ERROR = SimulatedWin32.ERROR_NO_SYSTEM_RESOURCES;

    private ConPtyFaults() {}

    /** Fewer flags are tried where the console is refused, a wait is tried again, and the others are gone on without. */
    static String[] tolerated() {
        return new String[] {
            "CreatePseudoConsole",
            "ReleasePseudoConsole",
            "WaitForSingleObject",
            "ignoresCtrlC",
            "SetConsoleCtrlHandler"
        };
    }

    /** A provider of its own. */
    static CallFaults ofThisWindows() {
        FaultInjector injector = RealWindows.faults();
        return injector.faults(
                new ConPtyProvider(new ConPtySystem(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        () -> windows(NativeAccess.win32(), injector),
                        name -> null,
                        name -> null,
                        JvmConsoleHelper::new,
                        Thread::new)),
                tolerated());
    }

    private static Win32 windows(Win32 real, FaultInjector injector) {
        return injector.wrap(
                Win32.class,
                real,
                -ERROR,
                (method, target, arguments) -> method.getName().equals("pseudoConsoles") && arguments.length == 0
                        ? consoles(real.pseudoConsoles(), injector)
                        : method.invoke(target, arguments));
    }

    private static PseudoConsoleApi consoles(PseudoConsoleApi real, FaultInjector injector) {
        return injector.wrap(
                PseudoConsoleApi.class,
                real,
                Win32Error.toHResult(ERROR),
                (method, target, arguments) -> method.invoke(target, arguments));
    }
}
