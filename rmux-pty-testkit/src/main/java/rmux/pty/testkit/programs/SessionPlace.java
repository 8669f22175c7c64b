// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

/**
 * Where a program stands among the processes of its terminal.
 *
 * @param process its process id
 * @param group its process group
 * @param session its session
 * @param foreground the process group in the foreground of its terminal
 * @param terminalOpens whether it could open its controlling terminal by the name for that ({@code /dev/tty})
 */
public record SessionPlace(long process, long group, long session, long foreground, boolean terminalOpens) {}
