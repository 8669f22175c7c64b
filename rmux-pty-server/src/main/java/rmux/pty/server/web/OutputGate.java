// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

/** Holds output up while a client has paused it. */
final class OutputGate {

    private boolean open = true; // guarded by this

    synchronized void set(boolean isOpen) {
        open = isOpen;
        notifyAll();
    }

    synchronized void await() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
