// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.time.Duration;
import rmux.pty.api.CheckReturnValue;
import rmux.pty.api.TerminalSize;

/**
 * The limits of a hub, and how its sessions behave; an immutable value.
 *
 * @param maximumSessions how many sessions there may be at the same time, 1 or more
 * @param maximumViewers how many viewers a session may have at the same time, 1 or more
 * @param ringBytes how much of its last output a session keeps for viewers that are behind, 4096 or more; a viewer that falls
 *     further behind has its screen painted anew
 * @param scrollback how many lines that were scrolled out a session keeps for those who attach, 0 or more
 * @param maximumSize the largest terminal; a larger window shows one of this size
 * @param sizing which of several viewers decides about the size
 * @param idleLimit after what time without viewers, input and output a session is ended, positive
 */
public record HubOptions(
        int maximumSessions,
        int maximumViewers,
        int ringBytes,
        int scrollback,
        TerminalSize maximumSize,
        Sizing sizing,
        Duration idleLimit) {

    private static final int LEAST_RING = 4096;

    /**
     * Checks the ranges.
     *
     * @param maximumSessions how many sessions there may be at the same time
     * @param maximumViewers how many viewers a session may have at the same time
     * @param ringBytes how much of its last output a session keeps for viewers that are behind
     * @param scrollback how many lines that were scrolled out a session keeps for those who attach
     * @param maximumSize the largest terminal
     * @param sizing which of several viewers decides about the size
     * @param idleLimit after what time without viewers, input and output a session is ended
     * @throws IllegalArgumentException if a value is out of its range
     */
    public HubOptions {
        check("maximumSessions", maximumSessions, 1);
        check("maximumViewers", maximumViewers, 1);
        check("ringBytes", ringBytes, LEAST_RING);
        check("scrollback", scrollback, 0);
        if (idleLimit.isNegative() || idleLimit.isZero()) {
            throw new IllegalArgumentException("idleLimit must be positive, but was " + idleLimit);
        }
    }

    private static void check(String what, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be " + least + " or more, but was " + value);
        }
    }

    /**
     * Returns the usual limits: 64 sessions of 32 viewers each, 256 KiB of output, 1000 lines, a terminal of 500 by 200, and the
     * smallest window; idle sessions end after a day.
     *
     * @return the options
     */
    public static HubOptions defaults() {
        return new HubOptions(64, 32, 256 * 1024, 1000, TerminalSize.of(500, 200), Sizing.SMALLEST, Duration.ofDays(1));
    }

    /**
     * Sets how many sessions there may be at the same time.
     *
     * @param most the number, 1 or more
     * @return the changed copy
     */
    @CheckReturnValue
    public HubOptions withMaximumSessions(int most) {
        return new HubOptions(most, maximumViewers, ringBytes, scrollback, maximumSize, sizing, idleLimit);
    }

    /**
     * Sets which of several viewers decides about the size.
     *
     * @param which which one
     * @return the changed copy
     */
    @CheckReturnValue
    public HubOptions withSizing(Sizing which) {
        return new HubOptions(maximumSessions, maximumViewers, ringBytes, scrollback, maximumSize, which, idleLimit);
    }

    /**
     * Sets after what time without viewers, input and output a session is ended.
     *
     * @param limit the time, positive
     * @return the changed copy
     */
    @CheckReturnValue
    public HubOptions withIdleLimit(Duration limit) {
        return new HubOptions(maximumSessions, maximumViewers, ringBytes, scrollback, maximumSize, sizing, limit);
    }

    /** The part of a window that a session may have. */
    TerminalSize limited(TerminalSize size) {
        return TerminalSize.of(
                Math.min(size.columns(), maximumSize.columns()), Math.min(size.rows(), maximumSize.rows()));
    }
}
