// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

/**
 * An event of a recording.
 *
 * @param seconds since the start
 * @param code what it is: {@code o} for output, {@code r} for a new size; others are passed over
 * @param data the output, or COLSxROWS
 */
record CastEvent(double seconds, String code, String data) {}
