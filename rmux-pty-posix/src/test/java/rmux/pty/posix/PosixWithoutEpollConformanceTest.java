// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.posix.jna.LibCWithoutEpoll;

/** The contract, kept where there is no epoll; on virtual threads, all of which wait by way of the poller. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
@Tag("full")
@Tag("one-jdk")
class PosixWithoutEpollConformanceTest extends PosixVirtualThreadsConformanceTest {

    /** One for all tests, as its poller stays: what they count is what a session leaves behind. */
    private static final PosixPtyProvider PROVIDER = new PosixPtyProvider(LibCWithoutEpoll.bind());

    @Override
    protected PtyProvider provider() {
        return PROVIDER;
    }
}
