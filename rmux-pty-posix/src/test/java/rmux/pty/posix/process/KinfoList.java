// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** {@code sysctl(3)} with KERN_PROC, answered from {@code /proc}. */
public final class KinfoList {

    private static final long MICROS_PER_TICK = 10_000;

    private final LibC linux;
    private final Platform bsd;
    private final int size;
    private final long bootMicros;

    /** Answers as the platform given would. */
    public KinfoList(LibC linux, Platform bsd) {
        this.linux = linux;
        this.bsd = bsd;
        this.size = bsd.number(Constant.KINFO_SIZE);
        this.bootMicros =
                TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - MICROS_PER_TICK * BootClock.ticks(linux);
    }

    /** Answers one call, with a result of Linux. */
    public int answer(long name, long old, long oldLength) {
        ByteBuffer selectors = linux.view(name, 4 * Integer.BYTES);
        boolean known = selectors.getInt(0) == bsd.number(Constant.CTL_KERN)
                && selectors.getInt(Integer.BYTES) == bsd.number(Constant.KERN_PROC);
        if (!known) {
            return Errno.ENOENT.asResult();
        }
        try {
            boolean all = selectors.getInt(2 * Integer.BYTES) == bsd.number(Constant.KERN_PROC_ALL);
            Collection<ProcessTable.Entry> found = all
                    ? ProcessTable.read(0).all()
                    : ProcessTable.entry(selectors.getInt(3 * Integer.BYTES))
                            .map(List::of)
                            .orElse(List.of());
            return write(found, old, linux.view(oldLength, Long.BYTES));
        } catch (IOException e) {
            return Errno.ENFILE.asResult();
        }
    }

    private int write(Collection<ProcessTable.Entry> found, long old, ByteBuffer length) {
        int needed = found.size() * size;
        if (old != 0) {
            if (length.getLong(0) < needed) {
                return Errno.ENOMEM.asResult();
            }
            int start = 0;
            for (ProcessTable.Entry entry : found) {
                write(linux.view(old + start, size), entry);
                start += size;
            }
        }
        length.putLong(0, needed);
        return 0;
    }

    private void write(ByteBuffer to, ProcessTable.Entry entry) {
        long start = bootMicros + MICROS_PER_TICK * entry.startTime();
        int time = bsd.number(Constant.KINFO_START_OFFSET);
        to.putLong(time, TimeUnit.MICROSECONDS.toSeconds(start));
        to.putLong(time + Long.BYTES, start % TimeUnit.SECONDS.toMicros(1));
        to.putInt(bsd.number(Constant.KINFO_PID_OFFSET), entry.pid());
        to.putInt(bsd.number(Constant.KINFO_PARENT_OFFSET), entry.parent());
        to.putInt(bsd.number(Constant.KINFO_GROUP_OFFSET), entry.group());
        if (bsd.has(Constant.KINFO_SESSION_OFFSET)) {
            to.putInt(bsd.number(Constant.KINFO_SESSION_OFFSET), entry.session());
        }
        if (bsd.has(Constant.P_WEXIT)) {
            to.putInt(bsd.number(Constant.KINFO_FLAGS_OFFSET), entry.dead() ? bsd.number(Constant.P_WEXIT) : 0);
        }
        to.put(bsd.number(Constant.KINFO_STATE_OFFSET), (byte) (entry.dead() ? bsd.number(Constant.SZOMB) : 2));
    }

    /** Whether a process has ended and was not collected. */
    public static boolean isZombie(int pid) {
        return ProcessTable.entry(pid).filter(ProcessTable.Entry::dead).isPresent();
    }
}
