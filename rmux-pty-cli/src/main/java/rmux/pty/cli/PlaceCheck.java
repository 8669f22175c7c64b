// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;

/** Finds out whether programs can run in a place, by running one there. */
final class PlaceCheck {

    private static final String USER = "id -un 2>/dev/null || id -u 2>/dev/null || echo somebody";
    private static final PtyCommand QUESTION =
            PtyCommand.of("sh", "-c", "echo \"as $(" + USER + "), on $(uname -sr 2>/dev/null || echo some system)\"");

    private PlaceCheck() {}

    /** Runs a program there, and explains how that went. */
    static KnownProvider.Explained explain(Place place, Reaching reaching) throws InterruptedException {
        try (PtySession session = PtyProviders.installed().spawn(reaching.to(place, QUESTION))) {
            String answer = new String(session.master().inputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            ExitStatus status = session.child().waitFor();
            return status.isSuccess()
                    ? KnownProvider.Explained.usable(place.toString(), "a program ran on a terminal there, " + answer)
                    : notUsable(place, "a shell there ended with " + status + ": " + answer);
        } catch (IOException | RuntimeException e) {
            return notUsable(place, Failures.describe(e));
        }
    }

    private static KnownProvider.Explained notUsable(Place place, String reason) {
        return KnownProvider.Explained.notUsable(
                place.toString(), reason, "see the reason; by the tool of its own this is: " + place.ownCommand());
    }
}
