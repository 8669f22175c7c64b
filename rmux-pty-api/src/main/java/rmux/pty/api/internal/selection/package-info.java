// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Discovers providers, guards against misbehaving ones, and selects the best for a command. */
package rmux.pty.api.internal.selection;
