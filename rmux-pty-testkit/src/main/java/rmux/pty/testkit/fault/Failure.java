// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.fault;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a call fails: by the value that it returns, or by what it throws. */
public final class Failure {

    private final @Nullable Object value;
    private final @Nullable Supplier<? extends Throwable> thrown;

    private Failure(@Nullable Object value, @Nullable Supplier<? extends Throwable> thrown) {
        this.value = value;
        this.thrown = thrown;
    }

    /**
     * Fails by an error number, converted to the type that the function returns.
     *
     * @param error the number
     * @return the failure
     */
    public static Failure returning(long error) {
        return new Failure(error, null);
    }

    /**
     * Fails by an answer.
     *
     * @param answer the answer
     * @return the failure
     */
    public static Failure returning(boolean answer) {
        return new Failure(answer, null);
    }

    /**
     * Fails by an exception or error.
     *
     * @param thrown creates it, once for each failing call
     * @return the failure
     */
    public static Failure throwing(Supplier<? extends Throwable> thrown) {
        return new Failure(null, thrown);
    }

    /**
     * Fails as a system does that has no memory left.
     *
     * @return the failure
     */
    public static Failure outOfMemory() {
        return throwing(() -> new OutOfMemoryError("no memory left (injected)"));
    }

    /**
     * Fails as {@link Thread#start()} does where a system refuses another thread.
     *
     * @return the failure
     */
    public static Failure outOfThreads() {
        return throwing(() -> new OutOfMemoryError("unable to create native thread: limit reached (injected)"));
    }

    /**
     * Fails a call of a simulation, which has no binding interface that says what a function returns.
     *
     * @return the error number
     * @throws IllegalStateException if this failure is an answer, or a checked exception
     */
    public long number() {
        if (thrown != null) {
            Throwable failure = thrown.get();
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("not a failure of a call without a binding interface", failure);
        }
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("not an error number: " + value);
    }

    /** Returns the value as an instance of a method's return type, or throws. */
    @Nullable
    Object deliver(Class<?> returned) throws Throwable {
        if (thrown != null) {
            throw thrown.get();
        }
        if (value instanceof Long number) {
            if (returned == int.class) {
                return number.intValue();
            }
            return returned == short.class ? (Object) number.shortValue() : value;
        }
        return value;
    }
}
