// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.io.IOException;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalModes;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.internal.events.PtyEvents;

/** What a master controls besides bytes: the terminal's size and modes. */
final class TerminalControl {

    private final SessionCore core;
    private final DeviceAccess access;

    TerminalControl(SessionCore core, DeviceAccess access) {
        this.core = core;
        this.access = access;
    }

    TerminalSize size() throws IOException {
        try (DeviceAccess.Use use = access.open()) {
            if (use.isGranted()) {
                core.device().size().ifPresent(core::lastSize);
            }
            return core.lastSize();
        }
    }

    /** Changes the size; after the device has been released, only the size to report. */
    void resize(TerminalSize size) throws IOException {
        TerminalSize wanted = core.has(PtyCapability.PIXEL_SIZE) ? size : TerminalSize.of(size.columns(), size.rows());
        try (DeviceAccess.Use use = access.open()) {
            if (use.isGranted()) {
                core.device().resize(wanted);
                PtyEvents.resize(wanted);
            }
            core.lastSize(wanted);
        }
    }

    TerminalModes modes() throws IOException {
        core.require(PtyCapability.TERMINAL_MODES, "modes");
        try (DeviceAccess.Use use = access.open()) {
            checkGranted(use, "modes");
            return core.device().modes();
        }
    }

    void setModes(TerminalModes modes) throws IOException {
        core.require(PtyCapability.TERMINAL_MODES, "setModes");
        try (DeviceAccess.Use use = access.open()) {
            checkGranted(use, "setModes");
            core.device().setModes(modes);
        }
    }

    private void checkGranted(DeviceAccess.Use use, String operation) throws PtyException {
        if (!use.isGranted()) {
            throw new PtyException(
                    operation,
                    "the terminal is gone: its output was read to the end; "
                            + core.children().endings());
        }
    }
}
