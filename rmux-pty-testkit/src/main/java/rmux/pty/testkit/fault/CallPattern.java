// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Selects calls of a {@link FaultInjector} by function, arguments, thread and number. Immutable; each method that narrows the
 * selection returns a changed copy.
 */
public final class CallPattern {

    private final Predicate<String> function;
    private final Predicate<List<Object>> arguments;
    private final Predicate<Thread> thread;
    private final long first;
    private final long last;

    private CallPattern(
            Predicate<String> function,
            Predicate<List<Object>> arguments,
            Predicate<Thread> thread,
            long first,
            long last) {
        this.function = function;
        this.arguments = arguments;
        this.thread = thread;
        this.first = first;
        this.last = last;
    }

    /**
     * Selects every call.
     *
     * @return the pattern
     */
    public static CallPattern any() {
        return new CallPattern(name -> true, values -> true, current -> true, 1, Long.MAX_VALUE);
    }

    /**
     * Selects the calls of one function.
     *
     * @param function the name of the function
     * @return the pattern
     */
    public static CallPattern named(String function) {
        return new CallPattern(function::equals, values -> true, current -> true, 1, Long.MAX_VALUE);
    }

    /**
     * Leaves out the calls of some functions.
     *
     * @param functions the names of the functions
     * @return the changed copy
     */
    public CallPattern except(Set<String> functions) {
        Set<String> left = Set.copyOf(functions);
        return new CallPattern(function.and(name -> !left.contains(name)), arguments, thread, first, last);
    }

    /**
     * Keeps only calls with certain arguments.
     *
     * @param condition checks the arguments, boxed, in order
     * @return the changed copy
     */
    public CallPattern where(Predicate<List<Object>> condition) {
        return new CallPattern(function, arguments.and(condition), thread, first, last);
    }

    /**
     * Keeps only calls by certain threads, such as the backend's own.
     *
     * @param condition checks the calling thread
     * @return the changed copy
     */
    public CallPattern by(Predicate<Thread> condition) {
        return new CallPattern(function, arguments, thread.and(condition), first, last);
    }

    /**
     * Keeps only one of the calls that match otherwise. Counting starts when the pattern is handed to the injector.
     *
     * @param number the number of the call, from 1
     * @return the changed copy
     */
    public CallPattern number(long number) {
        return new CallPattern(function, arguments, thread, number, number);
    }

    /**
     * Keeps only the first calls that match otherwise. Counting starts when the pattern is handed to the injector.
     *
     * @param count how many calls
     * @return the changed copy
     */
    public CallPattern first(long count) {
        return new CallPattern(function, arguments, thread, 1, count);
    }

    boolean matches(String name, Object[] values) {
        return function.test(name) && thread.test(Thread.currentThread()) && arguments.test(Arrays.asList(values));
    }

    boolean includes(long number) {
        return number >= first && number <= last;
    }
}
