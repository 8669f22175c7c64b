// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A real binding, of which each counted call can be made to fail: it is not made then, unless it gives something back. */
public final class FailingBinding {

    /** An error that nobody has a way round for. */
    public static final int ERROR_NO_SYSTEM_RESOURCES = 1450;

    private static final Set<String> RELEASING = Set.of("CloseHandle", "UnregisterWaitEx", "LocalFree");

    /** Calls a method by reflection from a class that may: {@code Method::invoke}. */
    public interface Reflection {
        Object invoke(Method method, Object target, Object[] arguments) throws ReflectiveOperationException;
    }

    private FailingBinding() {}

    /**
     * Wraps a binding; a call that is to fail returns {@code failure}. Calls without a result, and those that are passed, are not
     * counted.
     */
    public static <T> T around(
            Class<T> type, T real, Reflection reflection, CountedCalls calls, int failure, Set<String> passed) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    Class<?> result = method.getReturnType();
                    if (result == void.class
                            || method.getDeclaringClass() == Object.class
                            || passed.contains(name)
                            || !calls.isToFail(name)) {
                        return forward(reflection, method, real, arguments);
                    }
                    if (RELEASING.contains(name)) {
                        forward(reflection, method, real, arguments);
                    }
                    return result == long.class ? (Object) (long) failure : (Object) failure;
                }));
    }

    private static Object forward(Reflection reflection, Method method, Object real, Object[] arguments)
            throws Throwable {
        try {
            return reflection.invoke(method, real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
