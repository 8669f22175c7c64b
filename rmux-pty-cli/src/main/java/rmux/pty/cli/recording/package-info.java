// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Recordings of terminals in the formats of asciinema. */
package rmux.pty.cli.recording;
