// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.util.Set;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.simulated.CountedCalls;
import rmux.pty.windows.simulated.FailingBinding;
import rmux.pty.winpty.jna.WinPtyApi;

/** The real bindings, of which each counted call can be made to fail. */
final class FailingBindings {

    /** Memory, texts and what they are asked of; none can fail. */
    private static final Set<String> PASSED = Set.of(
            "allocate",
            "view",
            "messageOf",
            "pseudoConsoles",
            "winpty_error_code",
            "winpty_error_msg",
            "canListProcesses");

    private final CountedCalls calls;

    FailingBindings(CountedCalls calls) {
        this.calls = calls;
    }

    /** Functions that fail return a negated error number. */
    Win32 windows(Win32 real) {
        return around(Win32.class, real, -FailingBinding.ERROR_NO_SYSTEM_RESOURCES);
    }

    /** Functions that fail return 0, and here give no error object. */
    WinPtyApi winpty(WinPtyApi real) {
        return around(WinPtyApi.class, real, 0);
    }

    private <T> T around(Class<T> type, T real, int failure) {
        return FailingBinding.around(
                type, real, (method, target, arguments) -> method.invoke(target, arguments), calls, failure, PASSED);
    }
}
