// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.PassingFailure;
import rmux.pty.api.spi.Availability;

/**
 * What a backend finds out about the system, once. A failure that may pass, a full heap or a deep stack, is answered and not
 * remembered. Safe for use by several threads.
 *
 * @param <T> what the backend needs from the system
 */
public final class Examination<T> {

    private final Supplier<Result<T>> examiner;
    private @Nullable Result<T> known;

    /**
     * Whether the backend can be used, and then what it needs.
     *
     * @param <T> what the backend needs from the system
     */
    public record Result<T>(Availability availability, Optional<T> found) {

        /** The backend can be used. */
        public static <T> Result<T> available(T found) {
            return new Result<>(Availability.available(), Optional.of(found));
        }

        /** The backend cannot be used. */
        public static <T> Result<T> unavailable(Availability why) {
            return new Result<>(why, Optional.empty());
        }

        private boolean mayPass() {
            return availability.cause().map(PassingFailure::isIn).orElse(false);
        }
    }

    /** Examines nothing yet. */
    public Examination(Supplier<Result<T>> examiner) {
        this.examiner = examiner;
    }

    /** Returns what was found out, by examining the system if that was not done. */
    public synchronized Result<T> result() {
        Result<T> result = known;
        if (result == null) {
            result = examine();
            if (!result.mayPass()) {
                known = result;
            }
        }
        return result;
    }

    private Result<T> examine() {
        try {
            return examiner.get();
        } catch (VirtualMachineError e) {
            return Result.unavailable(NativeAccess.unavailable(e));
        }
    }
}
