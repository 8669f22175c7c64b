// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM and this thread have used. */
final class Usage {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Usage() {}

    /** CPU time of the whole process, in nanoseconds. */
    static long processCpu() {
        return PROCESS.getProcessCpuTime();
    }

    /** CPU time of the current thread, in nanoseconds. */
    static long threadCpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes that the current thread has allocated on the heap. */
    static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** A number of {@code /proc/self/status}, such as {@code VmRSS} in KiB or {@code Threads}. */
    static long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(
                        line.substring(name.length() + 1).replace("kB", "").trim());
            }
        }
        throw new IOException("/proc/self/status has no " + name);
    }

    /** The open descriptors of this JVM. */
    static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    /** The bytes in use on the heap, after a collection. */
    static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
