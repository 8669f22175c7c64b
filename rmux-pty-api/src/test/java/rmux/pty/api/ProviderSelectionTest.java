// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.ProviderReport.Verdict;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

class ProviderSelectionTest {

    private static final PtyOption<Boolean> PLAIN_OUTPUT = PtyOption.of("winpty.plain-output", Boolean.class);
    private static final PtyOption<Path> LIBRARY = PtyOption.of("winpty.library", Path.class);

    private final PtyProvider plain = new Named("plain", 10, Availability.available());
    private final PtyProvider able = new Named("able", 5, Availability.available(), PtyCapability.OPEN_PAIR);
    private final PtyProvider absent =
            new Named("absent", 99, Availability.unavailable("this is not CP/M", "boot CP/M"), PtyCapability.OPEN_PAIR);
    private final PtyProviders providers = PtyProviders.of(able, absent, plain);

    @AfterEach
    void forgetForcedProvider() {
        System.clearProperty(PtyProviders.PROVIDER_PROPERTY);
    }

    @Test
    @DisplayName("the available one with the highest priority is taken")
    void priority() {
        assertThat(providers.select()).isSameAs(plain);
    }

    @Test
    @DisplayName("one that lacks a required capability is left out")
    void capability() {
        assertThat(providers.select(PtyCapability.OPEN_PAIR)).isSameAs(able);
    }

    @Test
    @DisplayName("among equals the first by name is taken")
    void tie() {
        PtyProvider b = new Named("b", 1, Availability.available());
        PtyProvider a = new Named("a", 1, Availability.available());
        assertThat(PtyProviders.of(b, a).select()).isSameAs(a);
    }

    @Test
    @DisplayName("the system property forces one by name, and is told what that one lacks")
    void forced() {
        System.setProperty(PtyProviders.PROVIDER_PROPERTY, "able");
        assertThat(providers.select()).isSameAs(able);
        System.setProperty(PtyProviders.PROVIDER_PROPERTY, "plain");
        assertThatThrownBy(() -> providers.select(PtyCapability.OPEN_PAIR))
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("\"plain\", forced by -Drmux.pty.provider, lacks [OPEN_PAIR]");
    }

    @Test
    @DisplayName("META-04: naming one that cannot be used says why and what to do")
    void unavailable() {
        assertThatThrownBy(() -> providers.named("absent"))
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("the pty provider \"absent\" cannot be used: this is not CP/M; boot CP/M");
        assertThatThrownBy(() -> absent.spawn(PtyCommand.of("tool")))
                .isInstanceOf(PtyException.class)
                .hasMessage("the provider \"absent\" cannot be used here: this is not CP/M; boot CP/M");
    }

    @Test
    @DisplayName("naming an unknown one lists the known")
    void unknown() {
        assertThatThrownBy(() -> providers.named("pix"))
                .hasMessageContaining("no pty provider is named \"pix\"; known are [able, absent, plain]");
    }

    @Test
    @DisplayName("with none at all, the message says which artifacts to add")
    void none() {
        assertThatThrownBy(() -> PtyProviders.of().select())
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("add rmux-pty-posix, rmux-pty-conpty or rmux-pty-winpty");
    }

    @Test
    @DisplayName("with none that can, the message says what is lacking and carries the report")
    void noneAble() {
        assertThatThrownBy(() -> providers.select(PtyCapability.PIXEL_SIZE))
                .hasMessageContaining("no available pty provider has all of the capabilities [PIXEL_SIZE]")
                .hasMessageContaining("because  this is not CP/M");
        assertThatThrownBy(() -> PtyProviders.of(absent).select())
                .hasMessageContaining("none of the pty providers found can be used on this system");
    }

    @Test
    @DisplayName("the report has every candidate, the usable first")
    void report() {
        assertThat(providers.report().candidates())
                .extracting(ProviderReport.Candidate::name)
                .containsExactly("plain", "able", "absent");
        assertThat(providers.report().candidates().get(2).verdict()).isEqualTo(Verdict.UNAVAILABLE);
    }

    @Test
    @DisplayName("a backend that throws from its methods is a line of the report and disturbs nobody")
    void throwing() {
        PtyProvider rude = new Named("rude", 1, Availability.available()) {
            @Override
            protected Availability probe() {
                throw new AssertionError("rude");
            }
        };
        ProviderReport report = PtyProviders.of(rude, plain).report();
        assertThat(report.candidates().get(1).verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.candidates().get(1).reason()).contains("rude");
        assertThat(PtyProviders.of(rude, plain).select()).isSameAs(plain);
    }

    @Test
    @DisplayName("a command that needs what a backend lacks, or has an option it does not know, is refused")
    void unsupported() {
        assertThatThrownBy(() -> plain.spawn(PtyCommand.of("tool").withArgv0("x")))
                .isInstanceOf(UnsupportedPtyFeatureException.class)
                .hasMessageContaining("spawn needs the capability ARGV0, which the provider \"plain\" does not have");
        assertThatThrownBy(() -> plain.open(TerminalSize.DEFAULT)).isInstanceOf(UnsupportedPtyFeatureException.class);
        assertThatThrownBy(() -> plain.spawn(PtyCommand.of("tool").withOption(PtyOptions.ALLOW_BREAKAWAY, true)))
                .isInstanceOfSatisfying(
                        UnsupportedPtyFeatureException.class,
                        refusal -> assertThat(refusal.option()).contains(PtyOptions.ALLOW_BREAKAWAY))
                .hasMessageContaining("does not know the option \"windows.allow-breakaway\"");
    }

    @Test
    @DisplayName("an option makes the selection choose one that knows it; where none does, the best one says so")
    void option() {
        PtyCommand command = PtyCommand.of("tool").withOption(PLAIN_OUTPUT, true);
        PtyProvider knowing = new Knowing("knowing", Availability.available(), PLAIN_OUTPUT);

        assertThat(PtyProviders.of(plain, knowing, absent).select(command)).isSameAs(knowing);
        assertThat(PtyProviders.of(plain, knowing, absent).select(PtyCommand.of("tool")))
                .isSameAs(plain);
        assertThat(providers.select(command)).isSameAs(plain);
        assertThatThrownBy(() -> plain.spawn(command)).hasMessageContaining("winpty.plain-output");
        assertThatThrownBy(() -> PtyProviders.of(plain, knowing).select(command.withRequired(PtyCapability.PIXEL_SIZE)))
                .hasMessageContaining("no available pty provider has all of the capabilities [PIXEL_SIZE]");
    }

    @Test
    @DisplayName(
            "one that is unavailable except for a command is chosen for that command, forced or not, after the others")
    void availableForACommand() {
        PtyProvider own = new Knowing("own", Availability.unavailable("no library", ""), LIBRARY);
        PtyCommand command = PtyCommand.of("tool").withOption(LIBRARY, Path.of("winpty.dll"));
        PtyProviders set = PtyProviders.of(plain, own);

        assertThat(set.select(command)).isSameAs(own);
        assertThat(set.select(PtyCommand.of("tool"))).isSameAs(plain);
        System.setProperty(PtyProviders.PROVIDER_PROPERTY, "own");
        assertThat(set.select(command)).isSameAs(own);
        assertThatThrownBy(() -> set.select(PtyCommand.of("tool"))).hasMessageContaining("no library");
        System.setProperty(PtyProviders.PROVIDER_PROPERTY, "plain");
        assertThat(set.select(command)).isSameAs(plain);
    }

    @Test
    @DisplayName("one that throws when asked about a command is passed over")
    void throwingForACommand() {
        PtyProvider rude = new Named("rude", 99, Availability.available()) {
            @Override
            protected Availability availabilityFor(PtyCommand command) {
                throw new IllegalStateException("rude");
            }
        };
        assertThat(PtyProviders.of(rude, plain).select(PtyCommand.of("tool"))).isSameAs(plain);
    }

    /** Knows one option, whose mere presence makes it available. */
    private static final class Knowing extends Named {
        private final PtyOption<?> option;

        Knowing(String name, Availability availability, PtyOption<?> option) {
            super(name, 1, availability);
            this.option = option;
        }

        @Override
        protected Availability availabilityFor(PtyCommand command) {
            return command.options().contains(option) ? Availability.available() : availability();
        }

        @Override
        protected Set<PtyOption<?>> options() {
            return Set.of(option);
        }
    }

    private static class Named extends PtyProvider {
        private final Availability availability;
        private final Set<PtyCapability> capabilities;

        Named(String name, int priority, Availability availability, PtyCapability... capabilities) {
            super(name, priority);
            this.availability = availability;
            this.capabilities = Set.of(capabilities);
        }

        @Override
        protected Availability probe() {
            return availability;
        }

        @Override
        protected Set<PtyCapability> probeCapabilities() {
            return capabilities;
        }

        @Override
        protected SessionParts start(SpawnRequest request) {
            throw new AssertionError("must not be reached");
        }
    }
}
