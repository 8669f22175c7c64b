// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Makes the primitives of a session of a terminal that is reached through blocking streams. */
package rmux.pty.api.internal.stream;
