// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.probe;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads, from Java 17 bytecode. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** Something that can fail. */
    interface Task {
        void run() throws Exception;
    }

    /** {@code Executors.newVirtualThreadPerTaskExecutor()}. */
    static ExecutorService executor() throws IllegalAccessException, InvocationTargetException {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException("virtual threads need JDK 21 or later", e);
        }
    }

    /** Runs a task on a virtual thread, and waits for it. */
    static void run(Task task) throws Exception {
        executor()
                .submit(() -> {
                    task.run();
                    return true;
                })
                .get();
    }
}
