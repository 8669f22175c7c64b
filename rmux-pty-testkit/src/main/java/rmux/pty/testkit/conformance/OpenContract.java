// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyChild;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyTerminal;
import rmux.pty.api.TerminalSize;
import rmux.pty.testkit.expect.Expect;
import rmux.pty.testkit.programs.Resources;

/** OPEN: a terminal without a program. */
abstract class OpenContract extends Contract {

    private static final TerminalSize SIZE = TerminalSize.of(91, 33);

    OpenContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "OPEN-01", needs = "OPEN_PAIR")
    void anotherProcessCanOpenTheTerminalByItsName() throws Exception {
        try (PtyTerminal pair = provider().open(SIZE)) {
            assertFalse(pair.terminalName().isBlank(), "the terminal's name");
            assertEquals(pair.terminalName(), pair.master().terminalName().orElse("none"), "the name by the master");
            assertEquals(SIZE, pair.master().size(), "the size that open() was given");
            programs().writeByName(pair.terminalName(), "from elsewhere");
            Expect.on(pair.master(), limit()).await("from elsewhere");
        }
    }

    @Rule(value = "OPEN-01", without = "OPEN_PAIR")
    void openingIsRefused() {
        assertRefused(PtyCapability.OPEN_PAIR, () -> provider().open(SIZE).close());
    }

    @Rule(value = "OPEN-02", needs = "OPEN_PAIR")
    void programsRunOneAfterAnother() throws Exception {
        Resources before = programs().resources();
        try (PtyTerminal pair = provider().open(SIZE)) {
            Expect expect = Expect.on(pair.master(), limit());
            for (int i = 0; i < 3; i++) {
                String text = "program " + i;
                PtyChild child = pair.spawn(programs().print(text));
                expect.await(text);
                assertEquals(
                        new ExitStatus.Exited(0),
                        child.waitFor(limit()).orElseThrow(() -> new AssertionError(text + " did not end")),
                        text);
            }
            assertThrows(
                    PtyException.class,
                    () -> pair.spawn(rmux.pty.api.PtyCommand.of("rmux-no-such-program")),
                    "a program that does not exist");
            pair.spawn(programs().print("still usable"));
            expect.await("still usable");
        }
        awaitNothingLeft(before, "a terminal with several programs");
    }

    @Rule(value = "OPEN-02", without = "OPEN_PAIR")
    void commandThatNeedsSuchATerminalIsRefused() {
        assertCommandRefused(PtyCapability.OPEN_PAIR, programs().exit(0).withRequired(PtyCapability.OPEN_PAIR));
    }
}
