// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.conpty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.NoPtyProviderException;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.spi.Availability;
import rmux.pty.windows.jna.Win32;
import rmux.pty.windows.simulated.SimulatedWin32;

/** The provider answers everywhere, and loads nothing where it cannot work. */
class ConPtyProviderTest {

    private static Win32 mustNotLoad() {
        throw new AssertionError("the binding was loaded");
    }

    private static ConPtyProvider on(String system, String architecture) {
        return new ConPtyProvider(
                new ConPtySystem(system, architecture, ConPtyProviderTest::mustNotLoad, name -> null, () -> {
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
    @DisplayName("META-04: a Windows before 10 1809 is told by its build, with winpty as a remedy, and is not selected")
    void oldWindows() {
        SimulatedWin32 old = new SimulatedWin32();
        old.setBuild(17134);
        old.removePseudoConsoles();
        ConPtyProvider provider =
                new ConPtyProvider(new ConPtySystem("Windows 10", "amd64", () -> old, name -> null, () -> null));

        assertThat(provider.availability().reason()).isEqualTo("this Windows (build 17134) has no pseudo consoles");
        assertThat(provider.availability().remedy())
                .isEqualTo("use Windows 10 1809 (build 17763) or later, or the backend winpty");
        assertThatThrownBy(() -> PtyProviders.of(provider).select())
                .isInstanceOf(NoPtyProviderException.class)
                .hasMessageContaining("because  this Windows (build 17134) has no pseudo consoles");
    }

    @Test
    @DisplayName(
            "META-02: an old Windows, a version that cannot be told, and a binding that fails are answers, not exceptions")
    void unusableWindows() {
        SimulatedWin32 failing = new SimulatedWin32();
        failing.fail("RtlGetVersion", 1, 31);
        ConPtyProvider unknown =
                new ConPtyProvider(new ConPtySystem("Windows 10", "amd64", () -> failing, name -> null, () -> null));
        assertThat(unknown.availability().reason()).contains("RtlGetVersion");

        ConPtyProvider unbound = new ConPtyProvider(new ConPtySystem(
                "Windows 10",
                "amd64",
                () -> {
                    throw new UnsatisfiedLinkError("no JNA");
                },
                name -> null,
                () -> null));
        assertThat(unbound.availability().reason()).contains("no JNA");
        assertThat(unbound.availability().remedy()).contains("--enable-native-access");
        assertThat(unbound.availability()).isSameAs(unbound.availability());
    }
}
