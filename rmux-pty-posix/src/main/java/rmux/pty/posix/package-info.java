// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for Linux, on every processor that Java runs on there.
 *
 * <p>Reading guide: {@code jna} is the C library as an interface; {@code spawn} opens a terminal and starts a program on it
 * with one {@code posix_spawn}; {@code io} reads and writes the master, and holds the poller, the one thread of this module;
 * {@code process} collects exits and ends process trees. Dependencies point from {@code spawn} to {@code
 * io} to {@code process}, from all to {@code jna}, and from there to {@code platform}, which has the numbers and structures of
 * each system and processor.
 */
package rmux.pty.posix;
