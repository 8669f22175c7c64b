// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Fault injection: into a backend's native calls, and into any call of a session. */
package rmux.pty.testkit.fault;
