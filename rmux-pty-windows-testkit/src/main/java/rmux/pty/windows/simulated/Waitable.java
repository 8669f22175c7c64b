// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.simulated;

/** What a handle stands for; all state is guarded by the simulated system's lock. */
class Waitable {
    final String kind;
    boolean signaled;
    int handles;

    Waitable(String kind) {
        this.kind = kind;
    }

    /** Called when the last handle is closed. */
    void lastHandleClosed() {}
}
