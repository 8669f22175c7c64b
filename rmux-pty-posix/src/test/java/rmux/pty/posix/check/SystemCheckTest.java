// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SystemCheckTest {

    @Test
    @DisplayName("META-04: structures, errors and flags of the running system are as this backend takes for granted")
    void running() {
        List<SystemCheck.Finding> findings = SystemCheck.run();
        assertThat(findings).hasSizeGreaterThan(20).allMatch(SystemCheck.Finding::passed);
    }
}
