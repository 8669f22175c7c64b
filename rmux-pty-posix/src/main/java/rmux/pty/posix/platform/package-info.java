// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The numbers and structures of each system and processor: one small file for each set of values, and the code that reads and
 * writes structures by them. Nothing here calls the system.
 */
package rmux.pty.posix.platform;
