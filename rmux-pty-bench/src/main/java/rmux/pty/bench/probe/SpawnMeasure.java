// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.nio.ByteBuffer;
import java.util.List;

/** From the call to its return, to the first byte, and to the collected exit; and how long another thread was held up. */
final class SpawnMeasure {

    private static final List<String> COMMAND = List.of("/bin/echo", "hello");
    private static final int MEANWHILE = 20;
    private static final int WATCHED_BYTES = 64 * 1024 * 1024;
    private static final int PAGE = 4096;

    private SpawnMeasure() {}

    static void run(Parameters parameters) throws Exception {
        int count = parameters.number("count");
        long[] returned = new long[count];
        long[] firstByte = new long[count];
        long[] exit = new long[count];
        for (int i = 0; i < parameters.number("warmup"); i++) {
            spawn(parameters.library(), returned, firstByte, exit, 0);
        }
        for (int i = 0; i < count; i++) {
            spawn(parameters.library(), returned, firstByte, exit, i);
        }
        parameters.reportMicros("returned", returned);
        parameters.reportMicros("first-byte", firstByte);
        parameters.reportMicros("exit", exit);
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

    private static void spawn(Library library, long[] returned, long[] firstByte, long[] exit, int index)
            throws Exception {
        long before = System.nanoTime();
        try (Terminal terminal = library.start(COMMAND)) {
            returned[index] = System.nanoTime() - before;
            if (terminal.receive(Parameters.BUFFER_SIZE) <= 0) {
                throw new IllegalStateException("no output");
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
