// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * What the conformance suite has programs do, described abstractly ({@link
 * rmux.pty.testkit.programs.ConformancePrograms}), and the programs of POSIX systems and of Windows that do it.
 */
package rmux.pty.testkit.programs;
