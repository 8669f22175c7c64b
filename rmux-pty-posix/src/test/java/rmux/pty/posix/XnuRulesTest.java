// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rmux.pty.api.PtySpawnException;
import rmux.pty.posix.xnu.ModelLibC;
import rmux.pty.posix.xnu.Xnu;

/** Each rule of XNU that differs from Linux is kept on the model, and broken by a backend without its remedy. */
@Timeout(60)
class XnuRulesTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("what differs from Linux is coped with")
    void kept(XnuRule rule) throws Exception {
        Xnu kernel = new Xnu();
        PosixPtyProvider provider = new PosixPtyProvider(ModelLibC.of(kernel));
        rule.check(kernel, provider);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a backend without the remedy breaks the rule, for the reason that the rule names")
    void brokenWithoutRemedy(XnuRule rule) {
        Xnu kernel = new Xnu();
        PosixPtyProvider provider =
                new PosixPtyProvider(rule.withoutRemedy(kernel).of(ModelLibC.of(kernel)));
        assertThatThrownBy(() -> rule.check(kernel, provider))
                .satisfies(failure -> assertThat(failure.toString()).containsPattern(rule.symptom()));
    }

    @Test
    @DisplayName("when there are no terminals for good, the message says what to do")
    void noTerminals() {
        Xnu kernel = new Xnu();
        kernel.failToOpenTerminals(1000);
        kernel.install("/opt/true", self -> 0);
        assertThatThrownBy(() -> new PosixPtyProvider(ModelLibC.of(kernel)).spawn(XnuRule.of("/opt/true")))
                .isInstanceOf(PtySpawnException.class)
                .hasMessageContaining("raise the sysctl kern.tty.ptmx_max: ENXIO (6)");
        assertThat(kernel.leftovers(1)).isEmpty();
    }
}
