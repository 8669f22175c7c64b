// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** {@code rmux-pty conformance}, with few rules; all of them are tested by the provider's own build. */
class ConformanceIT {

    @Test
    @DisplayName("conformance: one rule on one provider, and a report of it")
    void oneRule() throws Exception {
        Launcher.Outcome outcome = rmuxPty("conformance", "--provider", "posix", "--rule", "EXIT-01", "--quick");
        assertThat(outcome.output()).containsPattern("EXIT-01 +pass").contains("1 pass, 0 fail,");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @DisplayName("conformance --rule: one that does not exist fails, and those that do are named")
    void unknownRule() throws Exception {
        Launcher.Outcome outcome = rmuxPty("conformance", "--provider", "posix", "--rule", "EXIT-99");
        assertThat(outcome.output()).contains("there is no such rule", "EXIT-01");
        assertThat(outcome.status()).isOne();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
    @DisplayName("conformance --virtual-threads: blocked calls end on virtual threads too")
    void virtualThreads() throws Exception {
        Launcher.Outcome outcome =
                rmuxPty("conformance", "--provider", "posix", "--rule", "IO-07", "--quick", "--virtual-threads");
        assertThat(outcome.output()).containsPattern("IO-07 +pass").contains("1 pass, 0 fail,");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this JVM has virtual threads")
    @DisplayName("conformance --virtual-threads: refused by a JVM that has none")
    void noVirtualThreads() throws Exception {
        Launcher.Outcome outcome = rmuxPty("conformance", "--virtual-threads");
        assertThat(outcome.errors()).contains("--virtual-threads needs Java 21 or newer; this is Java 17");
        assertThat(outcome.status()).isEqualTo(ExitCodes.USAGE);
    }
}
