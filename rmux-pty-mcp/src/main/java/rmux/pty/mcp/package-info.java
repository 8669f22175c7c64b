// SPDX-License-Identifier: Apache-2.0 OR MIT
/** A server of the Model Context Protocol whose tools drive terminals. */
package rmux.pty.mcp;
