// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * What a backend implements.
 *
 * <p>A backend extends {@link rmux.pty.api.spi.PtyProvider} and supplies primitives: a {@link
 * rmux.pty.api.spi.TerminalDevice} that reads, writes and waits, and a {@link rmux.pty.api.spi.ChildControl} that signals
 * and collects. All that must hold for every backend (argument checks, locking, time limits, interrupts, streams, the close
 * protocol, futures) is done once, by this module, on top of those. Whether the result is right is what the conformance suite
 * of {@code rmux.pty.testkit} tells.
 *
 * <p>Methods are added to the types of this package only with a default.
 */
package rmux.pty.api.spi;
