// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.UnsupportedPtyFeatureException;
import rmux.pty.testkit.programs.Resources;

/** IO: standard error apart from the terminal. */
abstract class ErrorContract extends Contract {

    ErrorContract(PtyProviderConformance subject) {
        super(subject);
    }

    @Rule(value = "IO-17", needs = "SEPARATE_ERROR")
    void standardErrorIsApartFromTheTerminal() throws Exception {
        PtyCommand command =
                programs().printApart("to-the-terminal", "to-the-pipe").withSeparateError(true);
        try (Conversation talk = start(command)) {
            byte[] error = talk.session().errorStream().readAllBytes();
            byte[] output = talk.drain();
            assertEquals(
                    new ExitStatus.Exited(0), talk.exit(), "the exit of a program with a standard error of its own");
            assertEquals(
                    "to-the-pipe",
                    new String(error, StandardCharsets.US_ASCII).strip(),
                    "what came by the stream of standard error");
            assertEquals(
                    "to-the-terminal",
                    new String(output, StandardCharsets.US_ASCII).strip(),
                    "what came by the terminal beside a standard error of its own");
        }
    }

    @Rule(value = "IO-17", without = "SEPARATE_ERROR")
    void wishForASeparateErrorIsRefused() throws Exception {
        Resources before = programs().resources();
        PtyCommand command = programs().print("text").withSeparateError(true);
        UnsupportedPtyFeatureException refused = assertThrows(
                UnsupportedPtyFeatureException.class,
                () -> start(command).close(),
                "a provider without SEPARATE_ERROR must refuse a command that needs it");
        assertEquals(Optional.of(PtyCapability.SEPARATE_ERROR), refused.capability(), "the capability that is lacking");
        awaitNothingLeft(before, "a refused wish for a separate standard error");
    }
}
