// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

/**
 * What a program does with signals when it starts; bit <i>n</i>-1 is signal <i>n</i>.
 *
 * @param blocked the signals that are held back
 * @param ignored the signals that are thrown away
 */
public record Dispositions(long blocked, long ignored) {}
