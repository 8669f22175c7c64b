// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Gates, deadlines and waits that end on readiness, an interrupt, or a wake-up. */
package rmux.pty.api.internal.waiting;
