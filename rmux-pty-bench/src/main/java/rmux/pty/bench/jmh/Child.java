// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.bench.Workshop;

/** Starts the helper program of the benchmarks. */
final class Child {

    /** As good as without end. */
    static final String ENDLESS = Long.toString(Long.MAX_VALUE);

    private Child() {}

    /** Starts it; the script runs in the directory above the module. */
    static PtySession start(String... arguments) {
        try {
            Workshop workshop = new Workshop(Path.of("rmux-pty-bench"));
            workshop.build();
            return PtyCommand.of(workshop.program("child").toString(), arguments)
                    .spawn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until the program has put the terminal into raw mode. */
    static void awaitReady(PtySession session) throws IOException {
        session.master().read(ByteBuffer.allocate(1));
    }
}
