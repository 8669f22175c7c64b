// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.programs.Flood;

/** IO: when the output of a program ends, and when it does not. */
abstract class EndOfOutputContract extends Contract {

    private static final long[] AFTER_REOPENING = {0, 300, 1_000_000};
    private static final int REOPENING_CODE = 7;

    EndOfOutputContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("IO-04")
    void outputEndsWithTheLeaderAlsoWhenADescendantHoldsTheTerminal(@TempDir Path scratch) throws Exception {
        try (Conversation talk = start(programs().lateWriter(scratch.resolve("gate")))) {
            String output = new String(talk.drain(), StandardCharsets.UTF_8);
            assertEquals("EARLY", output.strip(), "the output of a leader that left somebody behind");
            assertEquals(-1, talk.master().read(ByteBuffer.allocate(1)), "a read after the end of output");
            assertEquals(-1, talk.master().tryRead(ByteBuffer.allocate(1)), "a tryRead after the end of output");
        }
    }

    @Rule("IO-04")
    void outputOfDescendantsIsReadWhenItIsToBeKeptOpen(@TempDir Path scratch) throws Exception {
        Path gate = scratch.resolve("gate");
        try (Conversation talk = start(programs().lateWriter(gate).withKeepOutputOpen(true))) {
            talk.await("EARLY");
            assertEquals(new ExitStatus.Exited(0), talk.exit(), "the leader exits early");
            assertEquals(
                    "",
                    new String(talk.takeUntilQuiet(QUIET), StandardCharsets.UTF_8).strip(),
                    "nothing comes while the descendant waits");
            assertFalse(talk.hasEnded(), "the output ended while a descendant held the terminal");
            Files.createFile(gate);
            assertEquals("LATE", new String(talk.drain(), StandardCharsets.UTF_8).strip(), "what comes until the end");
        }
    }

    @Rule("IO-14")
    void nothingIsLostWhenTheLeaderClosesItsTerminalAndOpensItAgain() throws Exception {
        TerminalSize size = TerminalSize.of(97, 31);
        for (long bytes : AFTER_REOPENING) {
            Flood flood = programs().reopening(bytes);
            try (Conversation talk = start(flood.command().withSize(size))) {
                talk.await("BEFORE\n");
                byte[] expected = flood.expected().readAllBytes();
                assertArrayEquals(
                        expected, talk.drain(), () -> "what came after the reopening, " + bytes + " bytes or more");
                assertEquals(new ExitStatus.Exited(REOPENING_CODE), talk.exit(), "the status of the program");
                assertEquals(size, talk.master().size(), "the size after the reopening");
            }
        }
    }
}
