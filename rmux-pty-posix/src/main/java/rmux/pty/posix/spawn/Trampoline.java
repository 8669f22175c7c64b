// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.List;
import rmux.pty.api.PtySpawnException;

/**
 * A program of the system that becomes the program asked for: in its own process, it makes a terminal the controlling one of
 * its session, opens it as the three standard streams, and calls {@code exec}.
 *
 * <p>What it runs is a fixed script; everything else is passed as arguments, so that nothing is ever quoted. It starts with an
 * empty environment, the null device as its standard streams and {@link StatusPipe#NUMBER} to report on. Its reports are lines:
 * {@code ready} just before {@code exec}, or the step that failed and a number.
 */
interface Trampoline {

    /** Reported when everything but the program is in place. */
    String READY = "ready";

    /** Reported, with a number, when the terminal could not be opened or did not become the controlling one. */
    String TERMINAL = "terminal";

    /** Reported, with a number, when a variable could not be set. */
    String ENVIRONMENT = "environment";

    /** Reported, with a number, when the program could not be executed. */
    String PROGRAM = "program";

    /** The path of the program that runs the script. */
    String path();

    /** The whole argument vector to start a program with. */
    List<byte[]> arguments(SpawnMemory request);

    /**
     * Describes why the program could not be executed.
     *
     * @param number what was reported
     */
    PtySpawnException explain(SpawnMemory request, int number);
}
