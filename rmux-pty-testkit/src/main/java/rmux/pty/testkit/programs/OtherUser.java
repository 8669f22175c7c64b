// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.programs;

import rmux.pty.api.RunAs;

/**
 * A user to run programs as, who is not the user of this JVM.
 *
 * @param runAs how to ask for it
 * @param identity what a program that runs so says of itself
 */
public record OtherUser(RunAs runAs, ProgramIdentity identity) {}
