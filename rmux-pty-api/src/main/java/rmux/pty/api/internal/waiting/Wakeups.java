// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.waiting;

import rmux.pty.api.spi.TerminalDevice;

/** Counts who wants a device's waiting calls to return, so that lowering one wish does not cancel another. */
public final class Wakeups {

    private final TerminalDevice device;
    private int wishes;

    public Wakeups(TerminalDevice device) {
        this.device = device;
    }

    public synchronized void raise() {
        if (wishes++ == 0) {
            device.raiseWakeup();
        }
    }

    synchronized void lower() {
        if (--wishes == 0) {
            device.lowerWakeup();
        }
    }
}
