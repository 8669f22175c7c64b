// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Checks commands and builds the environment of the program. */
package rmux.pty.api.internal.command;
