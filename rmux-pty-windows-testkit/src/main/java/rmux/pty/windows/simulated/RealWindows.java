// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import rmux.pty.testkit.fault.FaultInjector;

/** What the fault injector has to know of the real functions of Windows and of winpty. */
public final class RealWindows {

    private RealWindows() {}

    /** An injector that knows which functions release something, and which cannot fail. */
    public static FaultInjector faults() {
        return new FaultInjector()
                .ignoring("allocate", "GetCurrentThreadId", "fileVersion", "winpty_error_code", "winpty_error_msg")
                .releasing("CloseHandle", "UnregisterWaitEx", "LocalFree");
    }
}
