// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Handles of native functions: one for each number of arguments, made when it is first needed.
 *
 * <p>Making a handle costs milliseconds, the first one tens of them, so functions share them: each argument is a {@code long},
 * as is the result. The calling conventions of 64-bit platforms pass an {@code int} in the same place, sign-extended; of the
 * result of a function that returns an {@code int}, the upper half means nothing. Every call captures {@code errno}, and none
 * is critical: while a call blocks, the garbage collector does not wait for it.
 */
final class Downcalls {

    /** {@code posix_spawn} and {@code sysctl} have six. */
    static final int MOST_ARGUMENTS = 6;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private final Linker linker = Linker.nativeLinker();

    // Not in constants, which a class that fails to be initialized for lack of memory would lose for good.
    private final @Nullable MethodHandle[] made = new MethodHandle[MOST_ARGUMENTS + 1];

    /** The handle for a number of arguments: it takes the function, an {@link ErrnoCell}'s memory, and the arguments. */
    MethodHandle of(int arguments) {
        MethodHandle known = made[arguments];
        if (known == null) {
            known = linker.downcallHandle(descriptor(arguments), ERRNO);
            made[arguments] = known;
        }
        return known;
    }

    /** A handle for a variadic function, with the number of its named arguments. */
    MethodHandle variadic(int arguments, int named) {
        return linker.downcallHandle(descriptor(arguments), ERRNO, Linker.Option.firstVariadicArg(named));
    }

    private static FunctionDescriptor descriptor(int arguments) {
        return FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                Collections.nCopies(arguments, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new));
    }
}
