// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.channel;

import java.lang.ref.Reference;
import java.nio.channels.ClosedChannelException;

/**
 * Lets the calls of a master use the terminal's device. Every call opens a {@link Use} and closes it when it returns, so that
 * the device is not released under it. Opening one allocates nothing.
 */
final class DeviceAccess {

    private final SessionCore core;
    private final Object session;
    private final Use granted = new Use(true);
    private final Use refused = new Use(false);

    /** Access for calls during which {@code session} stays reachable, because an unreachable session is closed. */
    DeviceAccess(SessionCore core, Object session) {
        this.core = core;
        this.session = session;
    }

    /**
     * Begins a call. It may use the device only if the returned use {@linkplain Use#isGranted is granted}: after the end of
     * output the device may have been released.
     *
     * @throws ClosedChannelException if the session was closed
     */
    Use open() throws ClosedChannelException {
        return core.enter() ? granted : refused;
    }

    /** The use of the device by one call. */
    final class Use implements AutoCloseable {

        private final boolean isGranted;

        private Use(boolean isGranted) {
            this.isGranted = isGranted;
        }

        boolean isGranted() {
            return isGranted;
        }

        @Override
        public void close() {
            try {
                if (isGranted) {
                    core.leave();
                }
            } finally {
                Reference.reachabilityFence(session);
            }
        }
    }
}
