// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.xnu;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Errno;

/** The C library over the model, of which the functions are in several classes; what none of them has fails with ENOSYS. */
public final class ModelLibC implements InvocationHandler {

    private final Xnu kernel;
    private final List<Object> parts;

    private ModelLibC(Xnu kernel) {
        this.kernel = kernel;
        Memory memory = new Memory(kernel);
        this.parts = List.of(
                memory,
                new FileCalls(kernel, memory),
                new TerminalCalls(kernel, memory),
                new QueueCalls(kernel, memory),
                new ProcessCalls(kernel, memory),
                new SpawnCalls(kernel, memory));
    }

    /** Makes the library. */
    public static LibC of(Xnu kernel) {
        return (LibC)
                Proxy.newProxyInstance(LibC.class.getClassLoader(), new Class<?>[] {LibC.class}, new ModelLibC(kernel));
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals only itself
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "LibC of the model";
            };
        }
        for (Object part : parts) {
            try {
                return part.getClass()
                        .getMethod(method.getName(), method.getParameterTypes())
                        .invoke(part, arguments);
            } catch (NoSuchMethodException another) {
                // Another part of the model has it.
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        return kernel.error(Errno.ENOSYS);
    }
}
