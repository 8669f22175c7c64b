// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code rmux-pty selftest}, on this system. */
class SelfTestIT {

    private static final Pattern SECONDS = Pattern.compile("verdict: works, after (\\d+) s");
    private static final int A_MINUTE = 60;

    @Test
    @DisplayName("selftest: facts, numbers and groups of rules in one block that ends with a verdict within a minute")
    void works() throws Exception {
        Launcher.Outcome outcome = rmuxPty("selftest");
        assertThat(outcome.output())
                .startsWith("----- rmux-pty selftest -----\n")
                .containsPattern("version +rmux-pty \\S+")
                .containsPattern("kernel +Linux \\S+, \\S+")
                .containsPattern("distribution +\\S+")
                .containsPattern("C library +/\\S+")
                .containsPattern("JDK +\\S+")
                .containsPattern("posix +usable; ")
                .containsPattern("ok +headers: (\\d+ values equal|not compared)")
                .containsPattern("ok +struct timespec: (\\d+) bytes, ")
                .contains("\nok     ENOENT (2)")
                .doesNotContain("DIFFERS")
                .containsPattern("posix SPAWN +9 of 9 pass")
                .containsPattern("posix SIZE +3 of 3 pass")
                .containsPattern("posix LIFE +2 of 2 pass")
                .endsWith("----- end -----\n");
        Matcher verdict = SECONDS.matcher(outcome.output());
        assertThat(verdict.find()).as(outcome.output()).isTrue();
        assertThat(Integer.parseInt(verdict.group(1))).isLessThan(A_MINUTE);
        assertThat(outcome.status()).isZero();
    }
}
