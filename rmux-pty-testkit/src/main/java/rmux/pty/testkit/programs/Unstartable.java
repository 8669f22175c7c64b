// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import rmux.pty.api.PtyCommand;

/**
 * A command that cannot be started.
 *
 * @param situation what is wrong with it, for messages
 * @param command the command
 * @param named what the failure's message must name
 */
public record Unstartable(String situation, PtyCommand command, String named) {}
