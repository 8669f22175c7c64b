// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Programs on terminals in Docker containers. */
package rmux.pty.docker;
