// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.expect;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command that a shell has run, as the marks that it puts into its output tell (OSC 133 or OSC 633).
 *
 * @param commandLine the command line, if the shell tells it (OSC 633 only)
 * @param exitCode its exit code, if the shell tells it
 * @param output its output as text
 * @param droppedBytes how many bytes of output are missing from the middle because there was too much
 */
public record CommandOutput(Optional<String> commandLine, OptionalInt exitCode, String output, long droppedBytes) {}
