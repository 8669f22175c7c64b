// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.posix.platform.Platform;
import rmux.pty.posix.platform.Platforms;

/** When RUN_AS is offered. */
class PrivilegesTest {

    private static String status(String effective) {
        return "Name:\tjava\nCapInh:\t0000000000000000\nCapPrm:\t000001ffffffffff\nCapEff:\t" + effective
                + "\nCapBnd:\t000001ffffffffff\n";
    }

    @Test
    @DisplayName("SPAWN-16, META-02: a process needs to change users and groups, give files away and signal others")
    void capabilities() {
        assertThat(Privileges.isEnough(status("000001ffffffffff"), "allow\n")).isTrue();
        assertThat(Privileges.isEnough(status("00000000000000e1"), "")).isTrue();
        for (String lacking :
                new String[] {"0000000000000000", "00000000000000e0", "00000000000000c1", "00000000000000a1"}) {
            assertThat(Privileges.isEnough(status(lacking), "allow\n"))
                    .as(lacking)
                    .isFalse();
        }
        assertThat(Privileges.isEnough("", "")).isFalse();
    }

    @Test
    @DisplayName("SPAWN-16, META-02: not where a user namespace denies changing groups")
    void namespace() {
        assertThat(Privileges.isEnough(status("000001ffffffffff"), "deny\n")).isFalse();
    }

    @Test
    @DisplayName("SPAWN-16, META-02: not on macOS and FreeBSD, whose calls change all threads")
    void otherSystems() {
        for (Platform platform : Platforms.all()) {
            if (!platform.system().equals("Linux")) {
                assertThat(Privileges.canRunAs(platform)).isFalse();
            }
        }
    }
}
