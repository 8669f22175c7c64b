// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mockito.Mockito;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.PtySession;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.spi.PtyProvider;

/** A fake of which single behaviors are changed: calls of it and of its sessions pass through here. */
@SuppressWarnings({"ArrayRecordComponent", "TypeParameterUnusedInFormals"}) // as in reflection, which this is close to
final class Mutant {

    private static final Set<Class<?>> WRAPPED =
            Set.of(PtyProvider.class, PtySession.class, PtyMaster.class, PtyChild.class, PtyTerminal.class);

    /** A changed behavior. */
    interface Change {
        Object apply(Call call) throws Throwable;
    }

    /** A call under way; {@code session} is the session it belongs to, null for calls of the provider. */
    record Call(Mutant mutant, Object target, Method method, Object[] arguments, Origin origin) {

        Object proceed() throws Throwable {
            return proceedWith(arguments);
        }

        Object proceedWith(Object... others) throws Throwable {
            try {
                return method.invoke(target, others);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @SuppressWarnings("unchecked")
        <T> T argument(int index) {
            return (T) arguments[index];
        }
    }

    /** The command and the unchanged session that a call belongs to. */
    record Origin(PtyCommand command, PtySession session) {
        static final Origin PROVIDER = new Origin(null, null);
    }

    private record Rewiring(Class<?> type, String name, int parameters, Change change) {}

    private final FakePtyProvider fake;
    private final List<Rewiring> rewirings = new ArrayList<>();

    Mutant(FakePtyProvider fake) {
        this.fake = fake;
    }

    FakePtyProvider fake() {
        return fake;
    }

    /** Changes what a method does; {@code parameters} tells overloads apart. */
    Mutant on(Class<?> type, String name, int parameters, Change change) {
        rewirings.add(new Rewiring(type, name, parameters, change));
        return this;
    }

    /** Changes a program of the suite. */
    Mutant program(String name, FakeProgram program) {
        fake.program("/conformance/" + name, program);
        return this;
    }

    PtyProvider provider() {
        return (PtyProvider) wrap(PtyProvider.class, fake, Origin.PROVIDER);
    }

    private Object wrap(Class<?> type, Object target, Origin origin) {
        if (!type.isInterface()) {
            return Mockito.mock(
                    type,
                    Mockito.withSettings()
                            .stubOnly()
                            .defaultAnswer(invocation ->
                                    call(type, target, origin, invocation.getMethod(), invocation.getRawArguments())));
        }
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        call(type, target, origin, method, arguments == null ? new Object[0] : arguments));
    }

    private Object call(Class<?> type, Object target, Origin origin, Method method, Object[] given) throws Throwable {
        Object result = change(type, new Call(this, target, method, given, origin));
        return wrapResult(method, given, result, origin);
    }

    private Object change(Class<?> type, Call call) throws Throwable {
        for (Rewiring rewiring : rewirings) {
            if (rewiring.type() == type
                    && rewiring.name().equals(call.method().getName())
                    && rewiring.parameters() == call.arguments().length) {
                return rewiring.change().apply(call);
            }
        }
        return call.proceed();
    }

    private Object wrapResult(Method method, Object[] arguments, Object result, Origin origin) {
        Class<?> type = method.getReturnType();
        if (!WRAPPED.contains(type) || result == null) {
            return result;
        }
        boolean spawned = result instanceof PtySession && arguments.length == 1;
        Origin next = spawned ? new Origin((PtyCommand) arguments[0], (PtySession) result) : origin;
        return wrap(type, result, next);
    }
}
