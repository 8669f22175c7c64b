// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.spi;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rmux.pty.api.internal.events.Printable;

/** Whether a backend can be used on this system; if not, why, and what to do about it. Immutable. */
public final class Availability {

    private static final Availability AVAILABLE = new Availability(true, "", "", null, false);

    private final boolean available;
    private final String reason;
    private final String remedy;
    private final @Nullable Throwable cause;
    private final boolean broken;

    private Availability(boolean available, String reason, String remedy, @Nullable Throwable cause, boolean broken) {
        this.available = available;
        this.reason = Objects.requireNonNull(reason, "reason");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
        this.cause = cause;
        this.broken = broken;
    }

    /**
     * It can be used.
     *
     * @return the answer yes
     */
    public static Availability available() {
        return AVAILABLE;
    }

    /**
     * It cannot be used.
     *
     * @param reason why, as a sentence without a full stop
     * @param remedy what to do about it, as a sentence without a full stop; empty when there is nothing
     * @return the answer no
     */
    public static Availability unavailable(String reason, String remedy) {
        return new Availability(false, reason, remedy, null, false);
    }

    /**
     * It cannot be used because of a failure.
     *
     * @param reason why, as a sentence without a full stop
     * @param remedy what to do about it, as a sentence without a full stop; empty when there is nothing
     * @param cause the failure
     * @return the answer no
     */
    public static Availability unavailable(String reason, String remedy, Throwable cause) {
        return new Availability(false, reason, remedy, cause, false);
    }

    /** It cannot be used because it broke the rules for backends. */
    static Availability broken(String reason, String remedy, Throwable cause) {
        return new Availability(false, reason, remedy, cause, true);
    }

    /**
     * Whether the backend broke the rules for backends, by a probe that threw or returned null.
     *
     * @return whether the backend is to be repaired
     */
    public boolean isBroken() {
        return broken;
    }

    /**
     * Whether it can be used.
     *
     * @return whether it can
     */
    public boolean isAvailable() {
        return available;
    }

    /**
     * Why it cannot be used.
     *
     * @return the reason; empty when it can
     */
    public String reason() {
        return reason;
    }

    /**
     * What to do about it.
     *
     * @return the remedy; empty when there is none
     */
    public String remedy() {
        return remedy;
    }

    /**
     * The failure behind it.
     *
     * @return the failure, where there was one
     */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** {@code available}, or the reason and the remedy on one line, with control characters visible. */
    @Override
    public String toString() {
        if (available) {
            return "available";
        }
        return "unavailable: " + Printable.text(reason) + (remedy.isEmpty() ? "" : "; " + Printable.text(remedy));
    }
}
