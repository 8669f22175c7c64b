// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.hub;

import java.time.Instant;
import rmux.pty.api.TerminalSize;

/**
 * A session as a list shows it.
 *
 * @param name its name
 * @param program the program, without its arguments
 * @param title the title that the program has given its window; empty if there is none
 * @param size the size of its terminal
 * @param viewers how many viewers are attached
 * @param created when it was started
 * @param outputBytes how much the program has written
 * @param state {@code running}, or how the program ended
 */
public record SessionSummary(
        String name,
        String program,
        String title,
        TerminalSize size,
        int viewers,
        Instant created,
        long outputBytes,
        String state) {}
