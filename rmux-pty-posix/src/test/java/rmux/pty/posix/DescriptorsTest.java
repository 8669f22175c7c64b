// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;

/** How many descriptors sessions take: the master, the guard of the slave, and that of the process. */
@Timeout(120)
class DescriptorsTest {

    private static final int SESSIONS = 40;
    private static final int EACH = 3;

    /** The wake-ups of waiting threads that are kept for others, and what this JVM opens meanwhile. */
    private static final int SPARE = 16;

    private static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    @Test
    @DisplayName("LIFE-06: sessions that were waited for take three descriptors each, and no wake-up of their own")
    void three() throws Exception {
        List<PtySession> sessions = new ArrayList<>();
        try {
            int before = descriptors();
            for (int i = 0; i < SESSIONS; i++) {
                PtySession session = PtyCommand.of("cat").spawn();
                sessions.add(session);
                ByteBuffer none = ByteBuffer.allocate(1);
                assertThat(session.master().read(none, Duration.ofMillis(1))).isZero();
            }
            assertThat(descriptors() - before).isLessThanOrEqualTo(EACH * SESSIONS + SPARE);
        } finally {
            for (PtySession session : sessions) {
                session.close();
            }
        }
    }
}
