// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * Fault injection: into the native calls, allocations and threads of a backend ({@link rmux.pty.testkit.fault.FaultInjector}),
 * and into the calls that an application makes ({@link rmux.pty.testkit.fault.FaultyPtyProvider}).
 */
package rmux.pty.testkit.fault;
