// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import java.util.concurrent.TimeUnit;

/**
 * Decides whether a thread that has just written, and now reads, looks for the answer again and again for some microseconds
 * before it sleeps: on a machine whose processors halt, being woken takes longer than many an answer.
 *
 * <p>Waits of both kinds are measured, and the shorter kind is used; now and then one of the other kind shows whether that has
 * changed. So it stops where it does not help: with programs that think before they answer, and on a busy machine, where
 * looking takes the processor from the program. A thread that only reads never looks.
 *
 * <p>One thread at a time waits; any thread may write.
 */
public final class EagerLook {

    /** How long a look is at most; 0 for never looking. */
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(Long.getLong("rmux.pty.look-micros", 20));

    /** With medians beyond it, looking is not worthwhile, however much sooner it ends. */
    private static final long LONGEST = TimeUnit.MICROSECONDS.toNanos(500);

    /** So many waits are of both kinds in turns. */
    private static final int TRIALS = 16;

    /** Afterwards, one in so many is of the kind that was slower. */
    private static final int TRIAL_INTERVAL = 32;

    /** A wait moves the median by one part in 16. */
    private static final int STEP_SHIFT = 4;

    /** Looking has to be faster by this part at least, since it costs time of the processor. */
    private static final double WORTHWHILE = 0.85;

    private final long lookNanos;
    private volatile long writer;
    private int waits;
    private long lookingMedian;
    private long sleepingMedian;
    private boolean looking;

    /** With no knowledge of the program. */
    public EagerLook() {
        this(LOOK_NANOS);
    }

    EagerLook(long lookNanos) {
        this.lookNanos = lookNanos;
    }

    /** Called by a thread that has written. */
    public void wrote() {
        writer = Thread.currentThread().getId();
    }

    /** Begins a wait; returns whether it is the first one of this thread since it has written. */
    public boolean begin() {
        if (lookNanos == 0 || writer != Thread.currentThread().getId()) {
            return false;
        }
        writer = 0;
        boolean better = lookingMedian < sleepingMedian * WORTHWHILE;
        boolean trial = waits < TRIALS ? waits % 2 == 0 : waits % TRIAL_INTERVAL == 0;
        looking = waits < TRIALS ? trial : better != trial;
        waits = waits == TRIALS + TRIAL_INTERVAL - 1 ? TRIALS : waits + 1;
        return true;
    }

    /** Whether to look once more, after so long a wait. */
    public boolean again(long nanosWaited) {
        return looking && nanosWaited < lookNanos;
    }

    /** Ends a wait that had to wait, successfully. */
    public void end(long nanosWaited) {
        long counted = Math.min(nanosWaited, LONGEST);
        if (looking) {
            lookingMedian = median(lookingMedian, counted);
        } else {
            sleepingMedian = median(sleepingMedian, counted);
        }
    }

    /** Moves an estimate towards the median: what a few waits take during which others have the processor does not count. */
    private static long median(long before, long now) {
        if (before == 0) {
            return now;
        }
        long step = Math.max(1, before >> STEP_SHIFT);
        return now > before ? before + step : Math.max(1, before - step);
    }
}
