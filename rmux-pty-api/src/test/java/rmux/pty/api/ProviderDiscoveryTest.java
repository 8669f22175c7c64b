// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.ProviderReport.Verdict;

/** Lists of providers as a class loader finds them, with entries of every kind of badness. */
class ProviderDiscoveryTest {

    @TempDir
    Path directory;

    private List<Candidate> candidatesFor(String... lines) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve("rmux.pty.api.spi.PtyProvider"), List.of(lines));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            return PtyProviders.from(loader).report().candidates();
        }
    }

    @Test
    @DisplayName("a class that is not there is named, with where it was listed")
    void missingClass() throws IOException {
        assertThat(candidatesFor("com.example.Gone")).singleElement().satisfies(candidate -> {
            assertThat(candidate.verdict()).isEqualTo(Verdict.BROKEN);
            assertThat(candidate.className()).isEqualTo("com.example.Gone");
            assertThat(candidate.cause()).isPresent();
        });
    }

    @Test
    @DisplayName("a class that is no provider is named")
    void notAProvider() throws IOException {
        assertThat(candidatesFor("org.assertj.core.api.Assertions"))
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.verdict()).isEqualTo(Verdict.BROKEN);
                    assertThat(candidate.className()).isEqualTo("org.assertj.core.api.Assertions");
                });
    }

    @Test
    @DisplayName("a list with a syntax error is reported, not swallowed")
    void syntaxError() throws IOException {
        assertThat(candidatesFor("not a class name")).singleElement().satisfies(candidate -> {
            assertThat(candidate.verdict()).isEqualTo(Verdict.BROKEN);
            assertThat(candidate.reason()).contains("Illegal configuration-file syntax");
        });
    }

    @Test
    @DisplayName("behind a broken entry the next one is found")
    void continues() throws IOException {
        assertThat(candidatesFor("com.example.Gone", "com.example.AlsoGone"))
                .extracting(Candidate::className)
                .containsExactlyInAnyOrder("com.example.Gone", "com.example.AlsoGone");
    }
}
