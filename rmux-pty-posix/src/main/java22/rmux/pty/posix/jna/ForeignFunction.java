// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.ErrorNumbers;

/** One function of the C library; called, it returns its result or its error as {@link LibC} does. */
final class ForeignFunction {

    /** How a function says that it failed. */
    enum Failing {
        /** It returns -1 and sets {@code errno}. */
        MINUS_ONE,
        /** It returns the error, or 0. */
        ERROR
    }

    private static final int PLAIN = -1;

    private final @Nullable MemorySegment address;
    private final Downcalls downcalls;
    private final ErrorNumbers errors;
    private final Failing failing;
    private final int named;
    private volatile @Nullable MethodHandle variadic;

    private ForeignFunction(
            @Nullable MemorySegment address, Downcalls downcalls, ErrorNumbers errors, Failing failing, int named) {
        this.address = address;
        this.downcalls = downcalls;
        this.errors = errors;
        this.failing = failing;
        this.named = named;
    }

    /** A function at an address, or one that the platform does not have: it fails with ENOSYS. */
    static ForeignFunction of(
            @Nullable MemorySegment address, Downcalls downcalls, ErrorNumbers errors, Failing failing) {
        return new ForeignFunction(address, downcalls, errors, failing, PLAIN);
    }

    /** The same function, declared with {@code named} arguments and more; called always with the same number of arguments. */
    ForeignFunction variadic(int named) {
        return new ForeignFunction(address, downcalls, errors, failing, named);
    }

    /** Whether the C library has it. */
    boolean exists() {
        return address != null;
    }

    int call() {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(0);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result((long) handle.invokeExact(function, cell.memory()), cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    int call(long first) {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(1);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result((long) handle.invokeExact(function, cell.memory(), first), cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    int call(long first, long second) {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(2);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result((long) handle.invokeExact(function, cell.memory(), first, second), cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    int call(long first, long second, long third) {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(3);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result((long) handle.invokeExact(function, cell.memory(), first, second, third), cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    int call(long first, long second, long third, long fourth) {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(4);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result((long) handle.invokeExact(function, cell.memory(), first, second, third, fourth), cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    int call(long first, long second, long third, long fourth, long fifth) {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(5);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result(
                    (long) handle.invokeExact(function, cell.memory(), first, second, third, fourth, fifth), cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    int call(long first, long second, long third, long fourth, long fifth, long sixth) {
        MemorySegment function = address;
        if (function == null) {
            return missing();
        }
        MethodHandle handle = handle(6);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return result(
                    (long) handle.invokeExact(function, cell.memory(), first, second, third, fourth, fifth, sixth),
                    cell);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }
    /** Returns the whole result of a function that does not set {@code errno} in a way that matters. */
    long callForAddress(long first, long second) {
        MemorySegment function = address;
        if (function == null) {
            return 0;
        }
        MethodHandle handle = handle(2);
        ErrnoCell cell = ErrnoCell.take();
        try {
            return (long) handle.invokeExact(function, cell.memory(), first, second);
        } catch (Throwable e) {
            throw unchecked(e);
        } finally {
            cell.release();
        }
    }

    private MethodHandle handle(int arguments) {
        if (named == PLAIN) {
            return downcalls.of(arguments);
        }
        MethodHandle known = variadic;
        if (known == null) {
            known = downcalls.variadic(arguments, named);
            variadic = known;
        }
        return known;
    }

    private int missing() {
        return errors.result(Errno.ENOSYS);
    }

    private int result(long returned, ErrnoCell cell) {
        int result = (int) returned;
        if (failing == Failing.ERROR) {
            return result == 0 ? 0 : errors.result(result);
        }
        return result == -1 ? errors.result(cell.errno()) : result;
    }

    /** A handle of a native function declares {@link Throwable}; what it throws is an error of the JVM. */
    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
}
