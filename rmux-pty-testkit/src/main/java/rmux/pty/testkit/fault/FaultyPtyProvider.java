// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.spi.PtyProvider;

/**
 * Wraps a provider so that calls of it and of its sessions go wrong as a {@link FaultScript} says, to test how an application
 * bears that.
 *
 * <p>Only calls that may throw an {@link java.io.IOException} are touched, and {@code close()} is only ever late. Streams pass
 * untouched.
 */
public final class FaultyPtyProvider {

    private static final Set<Class<?>> WRAPPED =
            Set.of(PtySession.class, PtyMaster.class, PtyChild.class, PtyTerminal.class);

    private final FaultScript script;
    private final AtomicLong calls = new AtomicLong();

    private FaultyPtyProvider(FaultScript script) {
        this.script = script;
    }

    /**
     * Wraps a provider.
     *
     * @param provider the provider
     * @param script says what goes wrong
     * @return the provider to be given to the application
     */
    public static PtyProvider of(PtyProvider provider, FaultScript script) {
        return new FaultyPtyProvider(script).wrap(PtyProvider.class, provider);
    }

    private <T> T wrap(Class<T> type, Object target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Object result = call(type, target, method, given);
                    if (result == null || !WRAPPED.contains(method.getReturnType())) {
                        return result;
                    }
                    return wrap(method.getReturnType(), result);
                }));
    }

    private @Nullable Object call(Class<?> type, Object target, Method method, Object[] arguments) throws Throwable {
        boolean mayFail =
                Arrays.stream(method.getExceptionTypes()).anyMatch(java.io.IOException.class::isAssignableFrom);
        if (!mayFail) {
            return forward(target, method, arguments);
        }
        String name = type.getSimpleName() + "." + method.getName();
        Optional<FaultScript.Fault> fault = script.next(calls.incrementAndGet(), name);
        boolean closing = method.getName().equals("close");
        if (fault.isPresent() && (!closing || fault.get() instanceof FaultScript.Late)) {
            return goWrong(fault.get(), name, target, method, arguments);
        }
        return forward(target, method, arguments);
    }

    private static @Nullable Object goWrong(
            FaultScript.Fault fault, String name, Object target, Method method, Object[] arguments) throws Throwable {
        if (fault instanceof FaultScript.Late late) {
            LockSupport.parkNanos(late.time().toNanos());
        } else if (fault instanceof FaultScript.Failing failing) {
            throw new PtyException(name, failing.message());
        } else if (fault instanceof FaultScript.Interrupted) {
            Thread.currentThread().interrupt();
        } else if (isShortable(method) && arguments[0] instanceof ByteBuffer buffer && buffer.remaining() > 1) {
            return oneByte(buffer, target, method, arguments);
        }
        return forward(target, method, arguments);
    }

    /** A write is whole or throws (IO-06), so that only tryWrite may be short. */
    private static boolean isShortable(Method method) {
        return method.getName().equals("read")
                || method.getName().equals("tryRead")
                || method.getName().equals("tryWrite");
    }

    private static @Nullable Object oneByte(ByteBuffer buffer, Object target, Method method, Object[] arguments)
            throws Throwable {
        int limit = buffer.limit();
        buffer.limit(buffer.position() + 1);
        try {
            return forward(target, method, arguments);
        } finally {
            buffer.limit(limit);
        }
    }

    private static @Nullable Object forward(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
