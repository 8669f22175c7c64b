// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rmux.pty.cli.Launcher.rmuxPty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code rmux-pty providers} and {@code doctor}, on this system. */
class ReportsIT {

    @Test
    @DisplayName("providers: verdict, origin and capabilities of those that are there")
    void providers() throws Exception {
        Launcher.Outcome outcome = rmuxPty("providers");
        assertThat(outcome.output()).contains("posix    available", "module rmux.pty.posix", "CONTROLLING_TERMINAL");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @DisplayName("doctor: every known provider, why and what to do, and the facts")
    void doctor() throws Exception {
        Launcher.Outcome outcome = rmuxPty("doctor");
        assertThat(outcome.output())
                .containsPattern("posix    usable\n +why +\\S.*\n +do +nothing\n")
                .containsPattern("conpty   not usable\n +why +\\S.*\n +do +\\S.*\n")
                .containsPattern("winpty   not usable\n +why +\\S.*\n +do +\\S.*\n")
                .containsPattern("kernel +Linux \\S+")
                .containsPattern("C library +/\\S+")
                .containsPattern("/dev/ptmx +readable and writable")
                .containsPattern("kernel.pty.nr.*kernel.pty.max")
                .containsPattern("open files +at most \\d+")
                .containsPattern("JDK +\\S+")
                .containsPattern("native access +(needs no flag|allowed)");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.status()).isZero();
    }
}
