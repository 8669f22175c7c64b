// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What the servers share. */
package rmux.pty.server.internal;
