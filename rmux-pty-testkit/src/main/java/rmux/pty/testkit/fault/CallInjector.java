// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import rmux.pty.api.spi.PtyProvider;

/**
 * Wraps a binding interface, whose functions return a negated error number, so that the n-th call of a thread fails.
 *
 * <p>A call that fails is not made, unless it gives something back: that is made and its result replaced, as systems do it
 * (close(2) releases the descriptor whatever it returns). The descriptors that the binding hands out are tracked.
 *
 * @param <T> the binding interface
 */
public final class CallInjector<T> {

    /** EIO, which every function may return and nobody has a fallback for. */
    private static final int DEFAULT_RESULT = -5;

    private final T real;
    private final Reflection reflection;
    private final T binding;
    private final Set<String> passed;
    private final Set<String> opening;
    private final Set<String> releasing;
    private final Map<String, Integer> results = new HashMap<>();
    private final Set<Integer> open = new ConcurrentSkipListSet<>();
    private final Map<Thread, Counting> counting = new ConcurrentHashMap<>();

    /** Calls a method by reflection from a class that may: {@code (method, target, arguments) -> method.invoke(target, arguments)}. */
    public interface Reflection {

        /**
         * Calls a method.
         *
         * @param method a method of the binding interface
         * @param target the real binding
         * @param arguments its arguments
         * @return its result
         * @throws ReflectiveOperationException if it cannot be called, or failed
         */
        Object invoke(Method method, Object target, Object[] arguments) throws ReflectiveOperationException;
    }

    private static final class Counting {
        private final int failing;
        private final List<String> calls = new ArrayList<>();

        Counting(int failing) {
            this.failing = failing;
        }
    }

    /**
     * An injector around a binding.
     *
     * @param type the binding interface
     * @param real the real binding
     * @param reflection calls methods of the interface, which need not be public
     * @param passed names of functions that do not count, such as those for memory
     * @param opening names of functions whose result is a descriptor
     * @param releasing names of functions that give something back
     */
    public CallInjector(
            Class<T> type,
            T real,
            Reflection reflection,
            Set<String> passed,
            Set<String> opening,
            Set<String> releasing) {
        this.real = real;
        this.reflection = reflection;
        this.passed = Set.copyOf(passed);
        this.opening = Set.copyOf(opening);
        this.releasing = Set.copyOf(releasing);
        InvocationHandler handler = (proxy, method, arguments) -> call(method, arguments);
        this.binding = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /**
     * Makes a function fail with another result than -5 ({@code EIO}).
     *
     * @param function its name
     * @param result what it returns when it fails
     * @return this
     */
    public CallInjector<T> failsWith(String function, int result) {
        results.put(function, result);
        return this;
    }

    /**
     * The binding to be given to the code under test.
     *
     * @return the wrapped binding
     */
    public T binding() {
        return binding;
    }

    /**
     * The descriptors that functions of the binding have handed out and that have not been closed through it.
     *
     * @return their numbers
     */
    public Set<Integer> openDescriptors() {
        return Set.copyOf(open);
    }

    /**
     * The means for rule LIFE-07.
     *
     * @param provider a provider that uses {@link #binding}
     * @param tolerated names of functions whose failure has no consequence
     * @return the means
     */
    public CallFaults faults(PtyProvider provider, Set<String> tolerated) {
        return new CallFaults() {
            @Override
            public PtyProvider provider() {
                return provider;
            }

            @Override
            public void arm(int number) {
                counting.put(Thread.currentThread(), new Counting(number));
            }

            @Override
            public List<String> disarm() {
                Counting done = counting.remove(Thread.currentThread());
                return done == null ? List.of() : done.calls;
            }

            @Override
            public boolean isTolerated(String call) {
                return tolerated.contains(call);
            }
        };
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        Counting now = passed.contains(name) || method.getReturnType() != int.class
                ? null
                : counting.get(Thread.currentThread());
        if (now == null) {
            return track(name, arguments, forward(method, arguments));
        }
        now.calls.add(name);
        if (now.calls.size() != now.failing) {
            return track(name, arguments, forward(method, arguments));
        }
        if (releasing.contains(name)) {
            track(name, arguments, forward(method, arguments));
        }
        return results.getOrDefault(name, DEFAULT_RESULT);
    }

    private Object forward(Method method, Object[] arguments) throws Throwable {
        try {
            return reflection.invoke(method, real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object track(String name, Object[] arguments, Object result) {
        if (opening.contains(name) && result instanceof Integer descriptor && descriptor >= 0) {
            open.add(descriptor);
        } else if (name.equals("close")) {
            open.remove(arguments[0]);
        }
        return result;
    }
}
