// SPDX-License-Identifier: Apache-2.0 OR MIT
/** The bytes of a terminal: reading, writing, subscribing, and the gate that closing shuts. */
package rmux.pty.api.internal.channel;
