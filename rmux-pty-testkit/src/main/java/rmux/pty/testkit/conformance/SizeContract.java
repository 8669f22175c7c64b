// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.ClosedChannelException;
import java.util.List;
import rmux.pty.api.PtyMaster;
import rmux.pty.api.TerminalSize;

/** SIZE: the size of the terminal. */
abstract class SizeContract extends Contract {

    private static final int RESIZES = 25;

    SizeContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule("SIZE-01")
    void sizeIsWhatWasLastSet() throws Exception {
        TerminalSize initial = TerminalSize.of(101, 31);
        try (Conversation talk = start(programs().waiting().withSize(initial))) {
            assertEquals(initial, talk.master().size(), "the size that the command set");
            for (TerminalSize size : List.of(
                    TerminalSize.of(1, 1), TerminalSize.of(200, 50), TerminalSize.of(TerminalSize.MAX_CELLS, 1))) {
                talk.master().resize(size);
                assertEquals(size, talk.master().size(), "the size that resize() set");
            }
        }
        try (Conversation talk = start(programs().waiting())) {
            assertEquals(TerminalSize.DEFAULT, talk.master().size(), "the size when nothing sets it");
        }
    }

    @Rule("SIZE-02")
    void resizeReachesTheProgram() throws Exception {
        try (Conversation talk = start(programs().reportSizes().withSize(TerminalSize.of(70, 20)))) {
            talk.await("70x20");
            talk.master().resize(TerminalSize.of(71, 21));
            talk.await("71x21");
            for (int i = 1; i <= RESIZES; i++) {
                talk.master().resize(TerminalSize.of(100 + i, 30 + i));
            }
            talk.await((100 + RESIZES) + "x" + (30 + RESIZES));
        }
    }

    @Rule(value = "SIZE-03", needs = "PIXEL_SIZE")
    void pixelsRoundTrip() throws Exception {
        TerminalSize initial = new TerminalSize(80, 24, 800, 480);
        TerminalSize later = new TerminalSize(81, 25, TerminalSize.MAX_PIXELS, 1);
        try (Conversation talk = start(programs().waiting().withSize(initial))) {
            assertEquals(initial, talk.master().size(), "the size that the command set");
            talk.master().resize(later);
            assertEquals(later, talk.master().size(), "the size that resize() set");
        }
    }

    @Rule(value = "SIZE-03", without = "PIXEL_SIZE")
    void pixelsAreIgnored() throws Exception {
        try (Conversation talk = start(programs().waiting().withSize(new TerminalSize(80, 24, 800, 480)))) {
            assertEquals(TerminalSize.of(80, 24), talk.master().size(), "the size that the command set");
            talk.master().resize(new TerminalSize(81, 25, 810, 500));
            assertEquals(TerminalSize.of(81, 25), talk.master().size(), "the size that resize() set");
        }
    }

    @Rule("SIZE-04")
    void sizesThatNoTerminalHasAreRefused() {
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE, TerminalSize.MAX_CELLS + 1, Integer.MAX_VALUE}) {
            IllegalArgumentException columns =
                    assertThrows(IllegalArgumentException.class, () -> TerminalSize.of(bad, 24));
            assertTrue(String.valueOf(columns.getMessage()).contains(Integer.toString(bad)), columns::toString);
            assertThrows(IllegalArgumentException.class, () -> TerminalSize.of(80, bad));
        }
    }

    @Rule("SIZE-05")
    void resizeAfterTheExitIsNoErrorAndAfterClosingIsRefused() throws Exception {
        Conversation talk = start(programs().print("done"));
        PtyMaster master = talk.master();
        try (talk) {
            talk.exit();
            TerminalSize size = TerminalSize.of(90, 30);
            master.resize(size);
            assertEquals(size, master.size(), "the size that was set after the exit");
            talk.drain();
            TerminalSize another = TerminalSize.of(91, 31);
            master.resize(another);
            assertEquals(another, master.size(), "the size that was set after the end of output");
        }
        assertThrows(ClosedChannelException.class, () -> master.resize(TerminalSize.DEFAULT));
        assertThrows(ClosedChannelException.class, master::size);
    }
}
