// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.PtySession;
import rmux.pty.api.spi.Availability;
import rmux.pty.conpty.options.ConPtyOptions;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.process.ConsoleHelper;
import rmux.pty.windows.simulated.SimulatedWin32;

/** The provider answers everywhere, and loads nothing where it cannot work. */
class ConPtyProviderTest {

    private static Win32 mustNotLoad() {
        throw new AssertionError("the binding was loaded");
    }

    private static ConPtySystem system(
            String name, String architecture, Supplier<Win32> binding, Supplier<ConsoleHelper> helper) {
        return new ConPtySystem(name, architecture, binding, any -> null, any -> null, helper, Thread::new);
    }

    private static ConPtyProvider on(String system, String architecture) {
        return new ConPtyProvider(system(system, architecture, ConPtyProviderTest::mustNotLoad, () -> {
            throw new AssertionError("the helper was made");
        }));
    }

    @Test
    @DisplayName("META-03: the provider is found")
    void found() {
        assertThat(PtyProviders.installed().report().toString()).contains("conpty");
    }

    @Test
    @DisplayName("META-04: elsewhere it says why and what to do, without loading anything, and spawn() repeats it")
    void elsewhere() {
        ConPtyProvider provider = on("Linux", "amd64");

        Availability availability = provider.availability();

        assertThat(availability.isAvailable()).isFalse();
        assertThat(availability.reason()).contains("this is Linux");
        assertThat(availability.remedy()).isNotEmpty();
        assertThat(provider.capabilities()).isNotEmpty();
        assertThatThrownBy(() -> provider.spawn(PtyCommand.of("x")))
                .isInstanceOf(PtyException.class)
                .hasMessageContaining("this is Linux");
        assertThat(on("Windows 11", "x86").availability().reason()).contains("x86");
    }

    @Test
    @DisplayName(
            "META-04: a Windows before 10 1809 is recognized by its build, with winpty as a remedy, and is not selected")
    void oldWindows() {
        SimulatedWin32 old = new SimulatedWin32();
        old.setBuild(17134);
        old.removePseudoConsoles();
        ConPtyProvider provider = new ConPtyProvider(system("Windows 10", "amd64", () -> old, () -> null));

        assertThat(provider.availability().reason()).isEqualTo("this Windows (build 17134) has no pseudo consoles");
        assertThat(provider.availability().remedy())
                .isEqualTo("use Windows 10 1809 (build 17763) or later, or the backend winpty");
        assertThatThrownBy(() -> PtyProviders.of(provider).select())
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("because  this Windows (build 17134) has no pseudo consoles");
    }

    @Test
    @DisplayName("META-02: a binding that fails is an answer, not an exception")
    void unusableWindows() {
        ConPtyProvider unbound = new ConPtyProvider(system(
                "Windows 10",
                "amd64",
                () -> {
                    throw new UnsatisfiedLinkError("no JNA");
                },
                () -> null));
        assertThat(unbound.availability().reason()).contains("no JNA");
        assertThat(unbound.availability().remedy()).contains("--enable-native-access");
        assertThat(unbound.availability()).isSameAs(unbound.availability());
    }

    @Test
    @DisplayName("META-02: a failure for lack of memory is answered, and not remembered")
    void passingFailure() {
        boolean[] full = {true};
        ConPtyProvider provider = new ConPtyProvider(system(
                "Windows 11",
                "amd64",
                () -> {
                    if (full[0]) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return new SimulatedWin32();
                },
                () -> null));
        assertThat(provider.availability().reason()).contains("Java heap space");

        full[0] = false;

        assertThat(provider.availability().isAvailable()).isTrue();
    }

    @Test
    @DisplayName("META-02: without a readable build number the backend is available, without optional flags")
    void unknownBuild(@TempDir Path directory) throws Exception {
        SimulatedConPty rig = new SimulatedConPty(directory);
        rig.windows.failAlways("RtlGetVersion", 31);
        assertThat(rig.provider.availability().isAvailable()).isTrue();

        try (PtySession session = rig.provider.spawn(rig.command().withOption(ConPtyOptions.PASSTHROUGH, true))) {
            assertThat(session.child().exitStatus()).isEmpty();
            assertThat(rig.windows.consoleFlags()).containsExactly(0x6);
        }
    }
}
