// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.util.concurrent.TimeUnit;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;

/** The clock that start times of processes are given in: clock ticks since boot, suspended time included (proc_pid_stat(5)). */
final class BootClock {

    /** {@code USER_HZ} of the kernel, which is 100 on every processor that Java runs on. */
    private static final long TICKS_PER_SECOND = 100;

    private static final long NANOS_PER_TICK = 1_000_000_000L / TICKS_PER_SECOND;

    private BootClock() {}

    /** The time now, where start times are those of the calendar: on macOS and FreeBSD, in microseconds. */
    private static long calendarTicks(LibC libC) {
        try (NativeBlock time = new NativeBlock(libC, libC.platform().room(Constant.TIMESPEC_SIZE))) {
            if (libC.clock_gettime(libC.platform().number(Constant.CLOCK_REALTIME), time.address()) < 0) {
                return -1;
            }
            return TimeUnit.SECONDS.toMicros(time.word(0))
                    + TimeUnit.NANOSECONDS.toMicros(time.word(libC.platform().wordSize()));
        }
    }

    /** The time now; -1, which is before every process, if the system does not say. */
    static long ticks(LibC libC) {
        if (!libC.platform().has(Constant.CLOCK_BOOTTIME)) {
            return calendarTicks(libC);
        }
        try (NativeBlock time = new NativeBlock(libC, libC.platform().room(Constant.TIMESPEC_SIZE))) {
            if (libC.clock_gettime(libC.platform().number(Constant.CLOCK_BOOTTIME), time.address()) < 0) {
                return -1;
            }
            return time.word(0) * TICKS_PER_SECOND + time.word(libC.platform().wordSize()) / NANOS_PER_TICK;
        }
    }
}
