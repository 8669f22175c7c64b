// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

import java.util.Optional;

/** A handle: an object, and for pipes the side. */
record Handle(Waitable object, Optional<SimulatedPipe> pipe, boolean hostSide) {}
