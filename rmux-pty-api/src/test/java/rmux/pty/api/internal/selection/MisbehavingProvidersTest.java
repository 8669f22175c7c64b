// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.ProviderReport;
import rmux.pty.api.ProviderReport.Candidate;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.spi.PtyProvider;

@Timeout(60)
class MisbehavingProvidersTest {

    private static final Patience SHORT = new Patience(
            TimeUnit.MILLISECONDS.toNanos(300), TimeUnit.MILLISECONDS.toNanos(600), TimeUnit.MILLISECONDS.toNanos(1));
    private static final PtyCommand COMMAND = PtyCommand.of("tool");

    private final PtyProvider good = new TestProvider("good", 0);

    private static ProviderRegistry registry(ProviderSource... sources) {
        return ProviderRegistry.of(Arrays.asList(sources), SHORT);
    }

    @ParameterizedTest(name = "META-05: {0} costs one line of the report, and no spawn of others")
    @EnumSource
    void oneLine(Misbehavior misbehavior) {
        ProviderRegistry registry = registry(misbehavior.source(), ProviderSource.of(good));
        ProviderSelection selection = new ProviderSelection(registry);

        assertThat(selection.select(COMMAND, "")).isSameAs(good);
        assertThat(selection.named("good")).isSameAs(good);
        ProviderReport report = registry.report();
        assertThat(report.candidates()).hasSize(2);
        if (!misbehavior.isSeenByCommandsOnly()) {
            assertThat(selection.select(Set.of(), "")).isSameAs(good);
            assertThat(report.toString()).contains(misbehavior.line);
            assertThat(report.candidates().get(0).name()).isEqualTo("good");
        }
        assertThat(report.toString().lines().filter(line -> line.startsWith("good ")))
                .as("lines that speak for the good one")
                .hasSize(1);
        assertThat(report.toString().lines().flatMapToInt(String::chars).noneMatch(Character::isISOControl))
                .isTrue();
    }

    @ParameterizedTest(name = "META-05: a selection that fails because of {0} can be printed, with all its causes")
    @EnumSource
    void exceptionPrints(Misbehavior misbehavior) {
        ProviderRegistry registry = registry(misbehavior.source());

        assertThatThrownBy(() -> new ProviderSelection(registry).select(Set.of(PtyCapability.OPEN_PAIR), ""))
                .isInstanceOf(NoPtyProviderException.class)
                .satisfies(failure -> {
                    StringWriter text = new StringWriter();
                    failure.printStackTrace(new PrintWriter(text));
                    assertThat(text.toString())
                            .contains("NoPtyProviderException")
                            .doesNotContain("CIRCULAR");
                });
    }

    @Test
    @DisplayName("META-05: all kinds of misbehavior at once cost one line each, and one grace period in all")
    void allAtOnce() {
        List<ProviderSource> providers = new java.util.ArrayList<>(Arrays.stream(Misbehavior.values())
                .filter(it -> !it.isSeenByCommandsOnly())
                .map(Misbehavior::source)
                .toList());
        providers.add(ProviderSource.of(good));
        ProviderRegistry registry = registry(providers.toArray(ProviderSource[]::new));
        ProviderSelection selection = new ProviderSelection(registry);

        long start = System.nanoTime();
        assertThat(selection.select(COMMAND, "")).isSameAs(good);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(registry.report().candidates()).hasSize(providers.size());
    }

    @Test
    @DisplayName("META-05: priority Integer.MIN_VALUE ranks last among those that answer, and before those that do not")
    void lowestPriority() {
        PtyProvider lowest = new TestProvider("lowest", Integer.MIN_VALUE);
        ProviderRegistry registry =
                registry(ProviderSource.of(lowest), Misbehavior.NAME_NULL.source(), ProviderSource.of(good));

        assertThat(new ProviderSelection(registry).select(COMMAND, "")).isSameAs(good);
        assertThat(registry.report().candidates().stream().map(Candidate::name).limit(2))
                .containsExactly("good", "lowest");
    }

    @Test
    @DisplayName("META-05: a name that two providers claim takes neither away, and the report says so")
    void duplicateName() {
        PtyProvider impostor = new TestProvider("good", -1);
        ProviderRegistry registry = registry(ProviderSource.of(impostor), ProviderSource.of(good));

        assertThat(new ProviderSelection(registry).named("good")).isSameAs(good);
        assertThat(new ProviderSelection(registry).select(COMMAND, "good")).isSameAs(good);
        assertThat(registry.report().candidates().get(1).reason())
                .isEqualTo("its name is also that of " + TestProvider.class.getName());
    }

    @Test
    @DisplayName("META-05: a null among the providers of an application is refused, before any is asked")
    void nullProvider() {
        assertThatThrownBy(() -> rmux.pty.api.PtyProviders.of(good, null)).isInstanceOf(NullPointerException.class);
    }
}
