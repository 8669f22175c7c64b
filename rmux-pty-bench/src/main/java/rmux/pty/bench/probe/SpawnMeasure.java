// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the call to its return, to the first byte, and to the collected exit; and how long another thread was held up. */
final class SpawnMeasure {

    private static final List<String> COMMAND = List.of("/bin/echo", "hello");
    private static final int MEANWHILE = 20;
    private static final int WATCHED_BYTES = 64 * 1024 * 1024;
    private static final int PAGE = 4096;

    private static final int LEAST = 5;

    private static int lost;

    private SpawnMeasure() {}

    static void run(Parameters parameters) throws Exception {
        int most = parameters.number("count");
        long limitNanos = TimeUnit.MILLISECONDS.toNanos(parameters.number("limit-ms"));
        long[] returned = new long[most];
        long[] firstByte = new long[most];
        long[] exit = new long[most];
        spawnMany(parameters.library(), returned, firstByte, exit, limitNanos); // warms up
        lost = 0;
        int count = spawnMany(parameters.library(), returned, firstByte, exit, limitNanos);
        parameters.report("count", count);
        parameters.report("lost", lost);
        parameters.reportMicros("returned", Arrays.copyOf(returned, count));
        parameters.reportMicros("first-byte", Arrays.copyOf(firstByte, count));
        parameters.reportMicros("exit", Arrays.copyOf(exit, count));
        ByteBuffer memory = ByteBuffer.allocateDirect(WATCHED_BYTES);
        longestStall(memory, () -> Thread.sleep(500)); // compiles it
        parameters.report("stall-idle", longestStall(memory, () -> Thread.sleep(300)) / 1e3);
        parameters.report(
                "stall",
                longestStall(memory, () -> {
                            for (int i = 0; i < MEANWHILE; i++) {
                                spawn(parameters.library(), returned, firstByte, exit, 0);
                            }
                        })
                        / 1e3);
    }

    /** As many as there is room for, but none after the limit; the number. */
    private static int spawnMany(Library library, long[] returned, long[] firstByte, long[] exit, long limitNanos)
            throws Exception {
        long before = System.nanoTime();
        int count = 0;
        while (count < exit.length && (count < LEAST || System.nanoTime() - before < limitNanos)) {
            spawn(library, returned, firstByte, exit, count);
            count++;
        }
        return count;
    }

    private static void spawn(Library library, long[] returned, long[] firstByte, long[] exit, int index)
            throws Exception {
        long before = System.nanoTime();
        try (Terminal terminal = library.start(COMMAND)) {
            returned[index] = System.nanoTime() - before;
            if (terminal.receive(Parameters.BUFFER_SIZE) <= 0) {
                lost++; // goes on, or there would be no figures of a library that loses output
            }
            firstByte[index] = System.nanoTime() - before;
            int count;
            do {
                count = terminal.receive(Parameters.BUFFER_SIZE);
            } while (count >= 0);
            if (terminal.waitFor() != 0) {
                throw new IllegalStateException("echo failed");
            }
            exit[index] = System.nanoTime() - before;
        }
    }

    /** Something done while another thread is watched. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    /** The longest time between two writes to memory of a thread that does nothing else, in nanoseconds. */
    private static long longestStall(ByteBuffer memory, Meanwhile meanwhile) throws Exception {
        Watcher watcher = new Watcher(memory);
        Thread thread = new Thread(watcher, "watched");
        thread.start();
        try {
            meanwhile.run();
        } finally {
            watcher.done = true;
            thread.join();
        }
        return watcher.longest;
    }

    private static final class Watcher implements Runnable {
        private final ByteBuffer memory;
        private volatile boolean done;
        private long longest;

        Watcher(ByteBuffer memory) {
            this.memory = memory;
        }

        @Override
        public void run() {
            long before = System.nanoTime();
            for (int i = 0; !done; i = (i + PAGE) % WATCHED_BYTES) {
                memory.put(i, (byte) (memory.get(i) + 1));
                long after = System.nanoTime();
                longest = Math.max(longest, after - before);
                before = after;
            }
        }
    }
}
