// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import rmux.pty.testkit.fault.CallFaults;
import rmux.pty.testkit.fault.FaultInjector;
import rmux.pty.windows.jna.NativeAccess;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.JvmConsoleHelper;
import rmux.pty.windows.simulated.RealWindows;
import rmux.pty.windows.simulated.SimulatedWin32;
import rmux.pty.winpty.jna.LibrarySearch;
import rmux.pty.winpty.jna.WinPtyApi;
import rmux.pty.winpty.jna.WinPtyLoader;

/** The backend on the real Windows and the real winpty, each of whose calls can be made to fail. */
final class WinPtyFaults {

    private WinPtyFaults() {}

    /** A wait is tried again, and the others are gone on without. */
    static String[] tolerated() {
        return new String[] {"WaitForSingleObject", "ignoresCtrlC", "SetConsoleCtrlHandler"};
    }

    /** A provider of its own. Functions of winpty that fail return 0, and here give no error object. */
    static CallFaults ofThisWindows() {
        FaultInjector injector = RealWindows.faults();
        return injector.faults(
                new WinPtyProvider(new WinPtySystem(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        LibrarySearch.ofThisJvm(),
                        () -> injector.wrap(
                                Win32.class,
                                NativeAccess.win32(),
                                -SimulatedWin32.ERROR_NO_SYSTEM_RESOURCES,
                                (method, real, arguments) -> method.invoke(real, arguments)),
                        path -> injector.wrap(
                                WinPtyApi.class,
                                WinPtyLoader.load(path),
                                0,
                                (method, real, arguments) -> method.invoke(real, arguments)),
                        JvmConsoleHelper::new)),
                tolerated());
    }
}
