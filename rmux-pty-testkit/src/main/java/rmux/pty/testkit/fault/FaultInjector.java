// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.spi.PtyProvider;

/**
 * Counts the calls of binding interfaces and of thread factories, and makes chosen ones fail.
 *
 * <pre>{@code
 * FaultInjector injector = new FaultInjector().ignoring("addressOf").releasing("close");
 * LibC libC = injector.wrap(LibC.class, real, -5, Method::invoke);
 * injector.fail(CallPattern.named("epoll_ctl").number(2), Failure.returning(-22));
 * injector.fail(CallPattern.named(FaultInjector.THREAD_START), Failure.outOfThreads());
 * }</pre>
 *
 * <p>A failing call is not made. The exception are functions that release something: systems do that whatever they report, as
 * close(2) does. Safe for use by several threads.
 */
public final class FaultInjector {

    /** The name under which the start of a thread counts as a call. */
    public static final String THREAD_START = "Thread.start";

    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final Set<String> releasing = ConcurrentHashMap.newKeySet();
    private final Map<String, Failure> defaults = new ConcurrentHashMap<>();
    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Map<Thread, ArmedThread> armed = new ConcurrentHashMap<>();

    /** Creates an injector that lets every call pass. */
    public FaultInjector() {
        defaults.put(THREAD_START, Failure.outOfThreads());
    }

    /** Invokes a method by reflection, from a class that has access to it. Usually {@code Method::invoke}. */
    public interface Reflection {

        /**
         * Invokes a method.
         *
         * @param method a method of the binding interface
         * @param target the real binding
         * @param arguments the arguments; empty for none
         * @return the result
         * @throws ReflectiveOperationException if the method is not accessible, or throws
         */
        Object invoke(Method method, Object target, Object[] arguments) throws ReflectiveOperationException;
    }

    private record Script(CallPattern pattern, Failure failure, AtomicLong matched) {}

    /**
     * Names functions that {@link CallFaults#arm} neither counts nor fails, such as those that cannot fail.
     *
     * @param functions the names
     * @return this
     */
    public FaultInjector ignoring(String... functions) {
        ignored.addAll(List.of(functions));
        return this;
    }

    /**
     * Names functions that release something, and therefore are called even if they are to fail.
     *
     * @param functions the names
     * @return this
     */
    public FaultInjector releasing(String... functions) {
        releasing.addAll(List.of(functions));
        return this;
    }

    /**
     * Sets how {@link CallFaults#arm} makes a function fail. Without this, functions that return {@code int} or {@code long} fail
     * with the error number of their binding, and others are not counted.
     *
     * @param function the name
     * @param failure how it fails
     * @return this
     */
    public FaultInjector failsWith(String function, Failure failure) {
        defaults.put(function, failure);
        return this;
    }

    /**
     * Makes calls fail, from now on and on every thread. The first pattern that selects a call decides.
     *
     * @param pattern which calls
     * @param failure how they fail
     * @return this
     */
    public FaultInjector fail(CallPattern pattern, Failure failure) {
        scripts.add(new Script(pattern, failure, new AtomicLong()));
        return this;
    }

    /**
     * Takes a function away: calling it fails as if the system's library did not have it.
     *
     * @param function the name
     * @return this
     */
    public FaultInjector without(String function) {
        return fail(
                CallPattern.named(function),
                Failure.throwing(() -> new UnsatisfiedLinkError(function + " (injected)")));
    }

    /** Lets all calls pass again. Does not affect {@link CallFaults#arm}. */
    public void clear() {
        scripts.clear();
    }

    /**
     * Returns how many calls were made so far, by the name of the function. Functions that were never called are missing.
     *
     * @return a copy of the counts
     */
    public Map<String, Long> counts() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((function, count) -> copy.put(function, count.get()));
        return copy;
    }

    /**
     * Returns the functions of the calls that were made to fail so far, in order.
     *
     * @return a copy of the names
     */
    public List<String> failed() {
        return List.copyOf(failed);
    }

    /**
     * Wraps a binding. Several bindings may be wrapped; their calls are counted together.
     *
     * @param <T> the binding interface
     * @param type the binding interface
     * @param real the real binding
     * @param error the number by which functions of this binding report a failure to be injected, unless {@link #failsWith} says
     *     otherwise
     * @param reflection invokes the interface's methods
     * @return the binding for the code under test
     */
    public <T> T wrap(Class<T> type, T real, long error, Reflection reflection) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            if (method.getDeclaringClass() == Object.class) {
                return forward(reflection, method, real, given);
            }
            Optional<Failure> failure = next(method.getName(), defaultFailure(method, error), given);
            if (failure.isEmpty()) {
                return forward(reflection, method, real, given);
            }
            if (releasing.contains(method.getName())) {
                forward(reflection, method, real, given);
            }
            return failure.get().deliver(method.getReturnType());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Failure defaultFailure(Method method, long error) {
        Class<?> returned = method.getReturnType();
        return returned == int.class || returned == long.class ? Failure.returning(error) : null;
    }

    private static @Nullable Object forward(Reflection reflection, Method method, Object real, Object[] arguments)
            throws Throwable {
        try {
            return reflection.invoke(method, real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /**
     * Wraps a thread factory, so that {@link Thread#start()} of its threads counts as a call of {@link #THREAD_START}, by the
     * thread that starts another. A failing start leaves the thread unstarted.
     *
     * @param real the real factory of platform threads
     * @return the factory for the code under test
     */
    public ThreadFactory threads(ThreadFactory real) {
        return task -> new CountedThread(this, real.newThread(task));
    }

    /**
     * Counts a call that does not pass through a wrapped binding, such as one of a simulation.
     *
     * @param function the name of the function
     * @param error the error number by which it fails, unless {@link #failsWith} says otherwise
     * @return how the call must fail; empty if it must not
     */
    public Optional<Failure> next(String function, long error) {
        return next(function, Failure.returning(error));
    }

    Optional<Failure> next(String function, @Nullable Failure otherwise, Object... arguments) {
        counts.computeIfAbsent(function, name -> new AtomicLong()).incrementAndGet();
        Optional<Failure> ifArmed = ofArmedThread(function, otherwise);
        Optional<Failure> decided = Optional.empty();
        for (Script script : scripts) {
            if (script.pattern().matches(function, arguments)
                    && script.pattern().includes(script.matched().incrementAndGet())
                    && decided.isEmpty()) {
                decided = Optional.of(script.failure());
            }
        }
        decided = decided.isPresent() ? decided : ifArmed;
        decided.ifPresent(failure -> failed.add(function));
        return decided;
    }

    private Optional<Failure> ofArmedThread(String function, @Nullable Failure otherwise) {
        Failure set = defaults.get(function);
        Failure failure = set == null ? otherwise : set;
        ArmedThread current = armed.get(Thread.currentThread());
        if (failure == null || current == null || ignored.contains(function) || !current.count(function)) {
            return Optional.empty();
        }
        return Optional.of(failure);
    }

    /**
     * Returns the means for the rules LIFE-07 and LIFE-08.
     *
     * @param provider a provider that uses what was wrapped here
     * @param tolerated names of functions whose failure has no consequence
     * @return the means
     */
    public CallFaults faults(PtyProvider provider, String... tolerated) {
        Set<String> harmless = new HashSet<>(List.of(tolerated));
        return new CallFaults() {
            @Override
            public PtyProvider provider() {
                return provider;
            }

            @Override
            public void arm(int number) {
                armed.put(Thread.currentThread(), new ArmedThread(number));
            }

            @Override
            public List<String> disarm() {
                ArmedThread done = armed.remove(Thread.currentThread());
                return done == null ? List.of() : done.calls();
            }

            @Override
            public boolean isTolerated(String call) {
                return harmless.contains(call);
            }
        };
    }
}
