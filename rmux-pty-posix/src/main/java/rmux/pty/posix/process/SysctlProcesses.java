// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.process;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import rmux.pty.api.PtyException;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeBlock;
import rmux.pty.posix.platform.Constant;
import rmux.pty.posix.platform.Errno;
import rmux.pty.posix.platform.Platform;

/** Reads processes by {@code sysctl(3)} with KERN_PROC, as {@code struct kinfo_proc}: macOS and FreeBSD. */
final class SysctlProcesses {

    private static final int NAME_LENGTH = 4;

    /** The list grows between asking for its size and reading it. */
    private static final int SPARE = 64;

    private static final int MOST_TRIES = 5;

    private final LibC libC;
    private final Platform platform;
    private final int size;

    SysctlProcesses(LibC libC) {
        this.libC = libC;
        this.platform = libC.platform();
        this.size = platform.number(Constant.KINFO_SIZE);
    }

    /** All processes. */
    List<ProcessTable.Entry> all() throws PtyException {
        int result = 0;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            int room = Math.toIntExact(length(Constant.KERN_PROC_ALL, 0)) + SPARE * size;
            try (NativeBlock list = new NativeBlock(libC, room);
                    NativeBlock length = new NativeBlock(libC, Long.BYTES)) {
                length.putWord(0, room);
                result = call(Constant.KERN_PROC_ALL, 0, list.address(), length);
                if (result >= 0) {
                    return parse(list.bytes(), Math.toIntExact(length.word(0)));
                }
            }
        }
        throw new PtyException("sysctl(KERN_PROC_ALL)", Errno.of(result));
    }

    /** The process that has a number now. */
    Optional<ProcessTable.Entry> one(int pid) {
        try (NativeBlock entry = new NativeBlock(libC, size + SPARE);
                NativeBlock length = new NativeBlock(libC, Long.BYTES)) {
            length.putWord(0, size);
            int result = call(Constant.KERN_PROC_PID, pid, entry.address(), length);
            return result < 0
                    ? Optional.empty()
                    : parse(entry.bytes(), (int) length.word(0)).stream().findFirst();
        }
    }

    /** Whether a process is on its way out, and may wait for something there. */
    boolean isExiting(int pid) {
        try (NativeBlock entry = new NativeBlock(libC, size + SPARE);
                NativeBlock length = new NativeBlock(libC, Long.BYTES)) {
            length.putWord(0, size);
            int flags = platform.number(Constant.KINFO_FLAGS_OFFSET);
            return call(Constant.KERN_PROC_PID, pid, entry.address(), length) >= 0
                    && length.word(0) >= size
                    && (entry.bytes().getInt(flags) & platform.number(Constant.P_WEXIT)) != 0;
        }
    }

    private long length(Constant selector, int argument) throws PtyException {
        try (NativeBlock length = new NativeBlock(libC, Long.BYTES)) {
            Errno.check("sysctl(KERN_PROC)", call(selector, argument, 0, length));
            return length.word(0);
        }
    }

    private int call(Constant selector, int argument, long old, NativeBlock length) {
        try (NativeBlock name = new NativeBlock(libC, NAME_LENGTH * Integer.BYTES)) {
            name.bytes()
                    .putInt(0, platform.number(Constant.CTL_KERN))
                    .putInt(Integer.BYTES, platform.number(Constant.KERN_PROC))
                    .putInt(2 * Integer.BYTES, platform.number(selector))
                    .putInt(3 * Integer.BYTES, argument);
            return libC.sysctl(name.address(), NAME_LENGTH, old, length.address(), 0, 0);
        }
    }

    private List<ProcessTable.Entry> parse(ByteBuffer list, int length) {
        List<ProcessTable.Entry> entries = new ArrayList<>();
        for (int start = 0; start + size <= length; start += size) {
            int pid = list.getInt(start + platform.number(Constant.KINFO_PID_OFFSET));
            int group = list.getInt(start + platform.number(Constant.KINFO_GROUP_OFFSET));
            int time = start + platform.number(Constant.KINFO_START_OFFSET);
            entries.add(new ProcessTable.Entry(
                    pid,
                    list.getInt(start + platform.number(Constant.KINFO_PARENT_OFFSET)),
                    group,
                    session(list, start, pid, group),
                    list.get(start + platform.number(Constant.KINFO_STATE_OFFSET)) == platform.number(Constant.SZOMB),
                    TimeUnit.SECONDS.toMicros(list.getLong(time)) + list.getInt(time + Long.BYTES)));
        }
        return entries;
    }

    /** XNU has only a pointer to the session there, and getsid(2) finds no zombies: the group is as good for a leader. */
    private int session(ByteBuffer list, int start, int pid, int group) {
        if (platform.has(Constant.KINFO_SESSION_OFFSET)) {
            return list.getInt(start + platform.number(Constant.KINFO_SESSION_OFFSET));
        }
        int session = libC.getsid(pid);
        return session >= 0 ? session : group;
    }
}
