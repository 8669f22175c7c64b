// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Named sessions that outlive whoever watches them. */
package rmux.pty.server.hub;
