// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import rmux.pty.api.PtyMaster;

/** IO: memory that a caller owns, and may no longer use. */
abstract class MemoryContract extends Contract {

    MemoryContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("IO-15")
    void bufferOfAClosedArenaIsRefused() throws Exception {
        ForeignMemory.assume();
        try (ForeignMemory arena = ForeignMemory.shared()) {
            ByteBuffer buffer = arena.buffer(64);
            arena.end();
            assertMemoryRefused(buffer, "an arena that was closed");
        }
    }

    @Rule("IO-15")
    void bufferOfAnotherThreadsArenaIsRefused() throws Exception {
        ForeignMemory.assume();
        try (ForeignMemory arena = ForeignMemory.confined();
                Workers workers = new Workers(1)) {
            ByteBuffer buffer = arena.buffer(64);
            workers.start(() -> assertMemoryRefused(buffer, "another thread's confined arena"))
                    .await(limit());
        }
    }

    private void assertMemoryRefused(ByteBuffer buffer, String owner) throws Exception {
        try (Conversation talk = start(programs().copy()).awaitReady().settle()) {
            PtyMaster master = talk.master();
            List<Executable> calls = List.of(
                    () -> master.read(buffer),
                    () -> master.read(buffer, Duration.ofMillis(10)),
                    () -> master.tryRead(buffer),
                    () -> master.write(buffer),
                    () -> master.write(buffer, Duration.ofMillis(10)),
                    () -> master.tryWrite(buffer));
            for (Executable call : calls) {
                assertThrows(IllegalStateException.class, call, () -> "a call with memory of " + owner);
            }
            talk.send("x");
            assertEquals("", talk.await("x"), "what comes before the next byte: nothing of the refused memory");
        }
    }
}
