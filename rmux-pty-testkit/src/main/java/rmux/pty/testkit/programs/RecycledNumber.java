// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that leads a session of its own and has a number that another one had before (Linux: ns_last_pid, as root). */
final class RecycledNumber implements Bystander {

    private static final Path LAST = Path.of("/proc/sys/kernel/ns_last_pid");

    /** Others may take the number first; then it becomes free again, or not. */
    private static final int ATTEMPTS = 200;

    private final Process process;

    private RecycledNumber(Process process) {
        this.process = process;
    }

    static Bystander start(long pid, List<String> command) throws IOException {
        if (!Files.isWritable(LAST)) {
            throw new ProgramNotAvailableException("process numbers cannot be chosen: " + LAST + " is not writable");
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Files.writeString(LAST, Long.toString(pid - 1));
            } catch (IOException e) {
                throw new ProgramNotAvailableException("process numbers cannot be chosen: " + e);
            }
            Process process = new ProcessBuilder(command).start();
            if (process.pid() == pid) {
                return new RecycledNumber(process);
            }
            end(process);
        }
        throw new ProgramNotAvailableException("the number " + pid + " did not become free");
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        end(process);
    }
}
