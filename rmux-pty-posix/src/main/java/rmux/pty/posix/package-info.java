// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for Linux.
 *
 * <p>Reading guide: {@code jna} is the C library as an interface; {@code spawn} opens a terminal and starts a program on it
 * with one {@code posix_spawn}; {@code io} reads and writes the master, and holds the poller, the one thread of this module;
 * {@code process} collects exits and ends process trees. Dependencies point from {@code spawn} to {@code
 * io} to {@code process}, and from all to {@code jna}.
 */
package rmux.pty.posix;
