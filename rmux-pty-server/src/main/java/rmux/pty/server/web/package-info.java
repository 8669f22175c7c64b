// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Programs on terminals in a browser, by the protocol of ttyd. */
package rmux.pty.server.web;
