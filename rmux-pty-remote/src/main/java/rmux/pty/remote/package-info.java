// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Programs on other machines, by a POSIX shell there. */
package rmux.pty.remote;
