// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

/**
 * A program that runs on another machine, by what identifies it there.
 *
 * @param number its process id on that machine, or in its container; it leads the session of its terminal
 * @param startTime when it was started, as {@code /proc} of that machine tells; {@code -} if it does not
 */
public record RemoteProgram(long number, String startTime) {}
