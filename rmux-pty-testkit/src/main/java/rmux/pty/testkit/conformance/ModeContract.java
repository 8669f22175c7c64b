// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import rmux.pty.api.ControlCharacter;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.TerminalModes;
import rmux.pty.testkit.programs.Inquiry;

/** MODE: the modes of the line discipline. */
abstract class ModeContract extends Contract {

    ModeContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "MODE-01", needs = "TERMINAL_MODES")
    void echoTellsWhenAPasswordIsAskedFor() throws Exception {
        try (Conversation talk = start(programs().password())) {
            talk.await("Password: ");
            assertFalse(talk.master().modes().echo(), "echo while a password is asked for");
            talk.sendLine("secret");
            String between = talk.await("got 6 characters");
            assertFalse(between.contains("secret"), () -> "the password was echoed: " + between);
            assertTrue(talk.master().modes().echo(), "echo after that");
        }
    }

    @Rule(value = "MODE-01", without = "TERMINAL_MODES")
    void askingForModesIsRefused() throws Exception {
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertRefused(PtyCapability.TERMINAL_MODES, () -> talk.master().modes());
        }
    }

    @Rule(value = "MODE-02", needs = "TERMINAL_MODES")
    void modesCanBeSetAtSpawn() throws Exception {
        for (TerminalModes modes : List.of(
                TerminalModes.raw(),
                TerminalModes.cooked(),
                TerminalModes.cooked().withEcho(false).withFlowControl(false),
                TerminalModes.raw().withSignals(true).withUtf8(false))) {
            Inquiry<TerminalModes> inquiry = programs().modes();
            assertEquals(
                    modes, ask(inquiry.with(inquiry.command().withModes(modes))), "the modes that the program saw");
        }
    }

    @Rule(value = "MODE-02", needs = "TERMINAL_MODES")
    void modesCanBeSetLater() throws Exception {
        try (Conversation talk = start(programs().echoLines()).awaitReady()) {
            talk.sendLine("one");
            talk.await("one\r\necho: one\r\n");
            for (TerminalModes modes : List.of(
                    TerminalModes.cooked().withEcho(false).withOutputProcessing(false), TerminalModes.cooked())) {
                talk.master().setModes(modes);
                assertEquals(modes, withoutOthers(talk.master().modes(), modes), "the modes that were set");
                talk.sendLine("two");
                String end = modes.outputProcessing() ? "\r\n" : "\n";
                String echo = modes.echo() ? "two\r\n" : "";
                assertEquals(echo, talk.await("echo: two" + end), "the echo in modes " + modes);
            }
        }
    }

    /** Modes without the characters that others do not name: a system may have more. */
    private static TerminalModes withoutOthers(TerminalModes modes, TerminalModes others) {
        TerminalModes same = others.withFlags(modes.flags()).withSpeeds(modes.inputSpeed(), modes.outputSpeed());
        for (ControlCharacter character : others.characters().keySet()) {
            Integer value = modes.characters().get(character);
            same = value == null ? same : same.withCharacter(character, value);
        }
        return same;
    }

    @Rule(value = "MODE-02", without = "TERMINAL_MODES")
    void settingModesIsRefused() throws Exception {
        assertCommandRefused(PtyCapability.TERMINAL_MODES, programs().exit(0).withModes(TerminalModes.raw()));
        try (Conversation talk = start(programs().waiting()).awaitReady()) {
            assertRefused(PtyCapability.TERMINAL_MODES, () -> talk.master().setModes(TerminalModes.raw()));
        }
    }

    @Rule(value = "MODE-03", needs = "TERMINAL_MODES")
    void utf8IsOnByDefault() throws Exception {
        try (Conversation talk = start(programs().waiting())) {
            assertTrue(talk.master().modes().utf8(), "IUTF8 of a terminal whose modes nobody set");
        }
        assertTrue(ask(programs().modes()).utf8(), "IUTF8 as the program sees it");
    }

    @Rule(value = "MODE-03", without = "TERMINAL_MODES")
    void settingUtf8IsRefused() {
        assertCommandRefused(
                PtyCapability.TERMINAL_MODES,
                programs().exit(0).withModes(TerminalModes.cooked().withUtf8(true)));
    }
}
