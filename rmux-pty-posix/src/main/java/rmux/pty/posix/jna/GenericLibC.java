// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Platform;

/**
 * The C library of this process on any platform: each function of {@link LibC} is looked up by its name when it is first
 * called, and called as its declaration there says.
 *
 * <p>A call costs a few microseconds and some garbage, which direct mapping does not; but that knows only functions that exist,
 * has no variadic ones, which macOS on arm64 calls differently, and takes an address for 64 bits.
 */
final class GenericLibC implements InvocationHandler {

    private final NativeMemory memory;
    private final Map<Method, GenericFunction> functions = new ConcurrentHashMap<>();

    private GenericLibC(Platform platform) {
        this.memory = new NativeMemory(platform);
    }

    static LibC bind(Platform platform) {
        return (LibC) Proxy.newProxyInstance(
                LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, new GenericLibC(platform));
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals only itself
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (NativeMemory.PROVIDES.contains(method.getName())) {
            try {
                return NativeMemory.class
                        .getDeclaredMethod(method.getName(), method.getParameterTypes())
                        .invoke(memory, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "LibC of " + memory.platform();
            };
        }
        return functions
                .computeIfAbsent(method, declared -> GenericFunction.of(declared, memory.platform()))
                .call(arguments);
    }
}
