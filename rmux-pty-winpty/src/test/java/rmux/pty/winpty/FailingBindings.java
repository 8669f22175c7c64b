// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import rmux.pty.windows.jna.Win32;
import rmux.pty.winpty.jna.WinPtyApi;

/** The real bindings, of which each counted call can be made to fail: it is not made then, unless it gives something back. */
final class FailingBindings {

    private static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

    /** Memory, texts and what they are asked of; none can fail. */
    private static final Set<String> PASSED = Set.of(
            "allocate",
            "view",
            "messageOf",
            "pseudoConsoles",
            "winpty_error_code",
            "winpty_error_msg",
            "canListProcesses");

    private static final Set<String> RELEASING = Set.of("CloseHandle", "UnregisterWaitEx", "LocalFree");

    private final CountedCalls calls;

    FailingBindings(CountedCalls calls) {
        this.calls = calls;
    }

    /** Functions that fail return a negated error number. */
    Win32 windows(Win32 real) {
        return around(Win32.class, real, -ERROR_NO_SYSTEM_RESOURCES);
    }

    /** Functions that fail return 0, and here give no error object. */
    WinPtyApi winpty(WinPtyApi real) {
        return around(WinPtyApi.class, real, 0);
    }

    private <T> T around(Class<T> type, T real, int failure) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    Class<?> result = method.getReturnType();
                    if (result == void.class || PASSED.contains(name) || !calls.isToFail(name)) {
                        return forward(method, real, arguments);
                    }
                    if (RELEASING.contains(name)) {
                        forward(method, real, arguments);
                    }
                    return result == long.class ? (Object) (long) failure : (Object) failure;
                }));
    }

    private static Object forward(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
