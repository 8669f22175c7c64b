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
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyOption;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.ChildControl;
import rmux.pty.api.spi.OpenTerminal;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.TerminalDevice;

/**
 * Wraps a provider so that its calls, and those of its terminals and programs, go wrong as a {@link FaultScript} says, to test how an
 * application bears that.
 *
 * <p>Only calls that may throw an {@link java.io.IOException} are touched, and {@code close()} is only ever late. Calls of the
 * system that nobody waits for, such as notifications and the collection of an exit, are left alone.
 */
public final class FaultyPtyProvider extends PtyProvider {

    private static final Set<String> UNTOUCHED = Set.of("onExit", "collect", "recordTree", "isTreeGone", "settleWrite");

    private final PtyProvider provider;
    private final FaultScript script;
    private final AtomicLong calls = new AtomicLong();

    private FaultyPtyProvider(PtyProvider provider, FaultScript script) {
        super(provider.name(), provider.priority());
        this.provider = provider;
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
        return new FaultyPtyProvider(provider, script);
    }

    @Override
    protected Availability probe() {
        return provider.availability();
    }

    @Override
    protected Set<PtyCapability> probeCapabilities() {
        return provider.capabilities();
    }

    @Override
    protected Availability availabilityFor(PtyCommand command) {
        return provider.accepts(command) ? Availability.available() : provider.availability();
    }

    @Override
    protected Set<PtyOption<?>> options() {
        return optionsOf(provider);
    }

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        goWrong("PtyProvider.spawn");
        SessionParts parts = startBy(provider, request);
        return new SessionParts(
                wrap(TerminalDevice.class, parts.device()),
                wrap(ChildControl.class, parts.child()),
                parts.consoleInput());
    }

    @Override
    protected OpenTerminal openTerminal(TerminalSize size) throws PtyException {
        goWrong("PtyProvider.open");
        OpenTerminal opened = openTerminalBy(provider, size);
        TerminalDevice device = wrap(TerminalDevice.class, opened.device());
        return new OpenTerminal() {
            @Override
            public TerminalDevice device() {
                return device;
            }

            @Override
            public ChildControl start(SpawnRequest request) throws PtyException {
                goWrong("PtyTerminal.spawn");
                return wrap(ChildControl.class, opened.start(request));
            }
        };
    }

    private void goWrong(String name) throws PtyException {
        Optional<FaultScript.Fault> fault = script.next(calls.incrementAndGet(), name);
        if (fault.isPresent()) {
            goWrong(fault.get(), name);
        }
    }

    private static void goWrong(FaultScript.Fault fault, String name) throws PtyException {
        if (fault instanceof FaultScript.Late late) {
            LockSupport.parkNanos(late.time().toNanos());
        } else if (fault instanceof FaultScript.Failing failing) {
            throw new PtyException(name, failing.message());
        } else if (fault instanceof FaultScript.Interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T wrap(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        call(type, target, method, arguments == null ? new Object[0] : arguments)));
    }

    private @Nullable Object call(Class<?> type, Object target, Method method, Object[] arguments) throws Throwable {
        boolean mayFail =
                Arrays.stream(method.getExceptionTypes()).anyMatch(java.io.IOException.class::isAssignableFrom);
        if (!mayFail || UNTOUCHED.contains(method.getName())) {
            return forward(target, method, arguments);
        }
        String name = (type == TerminalDevice.class ? "PtyMaster." : "PtyChild.") + method.getName();
        Optional<FaultScript.Fault> fault = script.next(calls.incrementAndGet(), name);
        boolean closing = method.getName().equals("close");
        if (fault.isPresent() && (!closing || fault.get() instanceof FaultScript.Late)) {
            goWrong(fault.get(), name);
            boolean partial = fault.get() instanceof FaultScript.Partial;
            if (partial
                    && arguments.length == 1
                    && arguments[0] instanceof ByteBuffer buffer
                    && buffer.remaining() > 1) {
                return oneByte(buffer, target, method, arguments);
            }
        }
        return forward(target, method, arguments);
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
