// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.PtyCapability;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyOption;
import rmux.pty.api.PtyOptions;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.Availability;
import rmux.pty.api.spi.PtyProvider;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.windows.simulated.PeFiles;
import rmux.pty.winpty.jna.LibrarySearch;
import rmux.pty.winpty.options.WinPtyOptions;

/** When this backend is chosen, and what the report says of it. */
class SelectionTest {

    private static final Availability NO_PSEUDO_CONSOLES = Availability.unavailable(
            "this Windows (build 17134) has no pseudo consoles",
            "use Windows 10 1809 (build 17763) or later, or the backend winpty");

    @TempDir
    private Path directory;

    private SimulatedWinPtyRig rig;

    @BeforeEach
    void prepare() throws Exception {
        rig = new SimulatedWinPtyRig(directory);
    }

    @AfterEach
    void forgetForcedProvider() {
        System.clearProperty(PtyProviders.PROVIDER_PROPERTY);
    }

    @Test
    @DisplayName("where both can be used, conpty is chosen, and the report has it first")
    void both() {
        ConPty conPty = new ConPty(Availability.available());
        PtyProviders providers = PtyProviders.of(rig.provider, conPty);

        assertThat(providers.select()).isSameAs(conPty);
        assertThat(providers.select(rig.command())).isSameAs(conPty);
        assertThat(providers.report().toString().lines().filter(line -> !line.startsWith(" ")))
                .containsExactly("conpty   available, priority 100", "winpty   available, priority 50");
    }

    @Test
    @DisplayName("on a Windows without pseudo consoles winpty is chosen, and the report says why conpty was not")
    void withoutPseudoConsoles() throws Exception {
        PtyProviders providers = PtyProviders.of(new ConPty(NO_PSEUDO_CONSOLES), rig.provider);

        assertThat(providers.select()).isSameAs(rig.provider);
        assertThat(providers.select(PtyCapability.JOB_OBJECT, PtyCapability.VERBATIM_ARGUMENTS))
                .isSameAs(rig.provider);
        assertThat(providers.report().toString().lines().map(String::strip))
                .containsSubsequence(
                        "winpty   available, priority 50",
                        "can      ARGV0 JOB_OBJECT LOCAL_PROCESS PROCESS_TREE VERBATIM_ARGUMENTS",
                        "conpty   unavailable, priority 100",
                        "because  this Windows (build 17134) has no pseudo consoles",
                        "remedy   use Windows 10 1809 (build 17763) or later, or the backend winpty");
        try (PtySession session = providers.select(rig.command()).spawn(rig.command())) {
            assertThat(session.provider()).isEqualTo("winpty");
        }
    }

    @Test
    @DisplayName(
            "where conpty is not even installed winpty is chosen; what neither has is refused with the whole report")
    void conPtyNotInstalled() {
        PtyProviders providers = PtyProviders.of(rig.provider);

        assertThat(providers.select(PtyCapability.PROCESS_TREE)).isSameAs(rig.provider);
        assertThatThrownBy(() -> providers.select(PtyCapability.FAITHFUL_OUTPUT))
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("no available pty provider has all of the capabilities [FAITHFUL_OUTPUT]")
                .hasMessageContaining("winpty   available")
                .hasMessageContaining("can      ARGV0 JOB_OBJECT LOCAL_PROCESS PROCESS_TREE VERBATIM_ARGUMENTS");
        assertThatThrownBy(() -> PtyProviders.of(new ConPty(NO_PSEUDO_CONSOLES), withoutLibrary())
                        .select())
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("none of the pty providers found can be used on this system")
                .hasMessageContaining("has no pseudo consoles")
                .hasMessageContaining("because  there is no winpty.dll")
                .hasMessageContaining("winpty-agent.exe");
    }

    @Test
    @DisplayName("options that winpty alone knows choose it, where conpty can be used too")
    void options() throws Exception {
        PtyProviders providers = PtyProviders.of(new ConPty(Availability.available()), rig.provider);
        PtyCommand plain = rig.command().withOption(WinPtyOptions.PLAIN_OUTPUT, true);

        try (PtySession session = providers.select(plain).spawn(plain)) {
            assertThat(session.provider()).isEqualTo("winpty");
        }
        assertThat(rig.winpty.settings()).contains("flags 2");
        assertThat(providers.select(rig.command().withOption(WinPtyOptions.COLOR_ESCAPES, true)))
                .isSameAs(rig.provider);
        assertThat(providers
                        .select(rig.command().withOption(PtyOptions.ALLOW_BREAKAWAY, true))
                        .name())
                .isEqualTo("conpty");
    }

    @Test
    @DisplayName("a command that brings its own winpty.dll chooses winpty, where no other winpty.dll is")
    void ownLibrary() throws Exception {
        WinPtyProvider provider = withoutLibrary();
        PtyProviders providers = PtyProviders.of(new ConPty(Availability.available()), provider);
        Path library = PeFiles.winpty(directory.resolve("own"));
        PtyCommand command = rig.command().withOption(WinPtyOptions.LIBRARY, library);

        assertThat(provider.availability().isAvailable()).isFalse();
        assertThat(providers.select(command)).isSameAs(provider);
        try (PtySession session = providers.select(command).spawn(command)) {
            assertThat(session.provider()).isEqualTo("winpty");
        }
        assertThat(rig.loaded).containsExactly(library);
    }

    @Test
    @DisplayName("the system property forces it, whatever else is there")
    void forced() {
        System.setProperty(PtyProviders.PROVIDER_PROPERTY, "winpty");

        assertThat(PtyProviders.of(new ConPty(Availability.available()), rig.provider)
                        .select())
                .isSameAs(rig.provider);
    }

    private WinPtyProvider withoutLibrary() {
        return new WinPtyProvider(new WinPtySystem(
                "Windows 7",
                "amd64",
                new LibrarySearch(name -> null, name -> null, List.of()),
                () -> rig.windows,
                path -> {
                    rig.loaded.add(path);
                    return rig.winpty;
                },
                () -> rig.helper));
    }

    /** What conpty is to the selection. */
    private static final class ConPty extends PtyProvider {

        private final Availability availability;

        ConPty(Availability availability) {
            super("conpty", 100);
            this.availability = availability;
        }

        @Override
        protected Availability probe() {
            return availability;
        }

        @Override
        protected Set<PtyCapability> probeCapabilities() {
            return Set.of(
                    PtyCapability.ARGV0,
                    PtyCapability.PROCESS_TREE,
                    PtyCapability.VERBATIM_ARGUMENTS,
                    PtyCapability.JOB_OBJECT,
                    PtyCapability.CONSOLE_INPUT_RECORDS);
        }

        @Override
        protected Set<PtyOption<?>> options() {
            return Set.of(
                    PtyOptions.VERBATIM_ARGUMENTS,
                    PtyOptions.ALLOW_BREAKAWAY,
                    PtyOption.of("conpty.passthrough", Boolean.class));
        }

        @Override
        protected SessionParts start(SpawnRequest request) {
            throw new AssertionError("winpty was to be chosen");
        }
    }
}
