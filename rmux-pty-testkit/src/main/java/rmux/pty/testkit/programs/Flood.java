// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import java.io.InputStream;
import rmux.pty.api.PtyCommand;

/**
 * A program that writes much and ends, and what it writes.
 *
 * @param command the program
 * @param bytes how many bytes arrive
 * @param expected gives those bytes, in order; no two stretches of them are alike
 */
public record Flood(PtyCommand command, long bytes, InputStream expected) {}
