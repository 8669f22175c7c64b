// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rmux.pty.api.PtyProviders;
import rmux.pty.api.spi.PtyProvider;

class ServicesAgreementTest {

    /** A file of this module, wherever others of that name may be. */
    private static InputStream resource(String name) throws IOException {
        URL place = PosixPtyProvider.class.getProtectionDomain().getCodeSource().getLocation();
        return new URL(place, name).openStream();
    }

    @Test
    @DisplayName("META-03: the module descriptor and META-INF/services name the same backends")
    void agreement() throws IOException {
        Set<String> provided;
        try (InputStream descriptor = resource("module-info.class")) {
            provided = ModuleDescriptor.read(descriptor).provides().stream()
                    .filter(provides -> provides.service().equals(PtyProvider.class.getName()))
                    .flatMap(provides -> provides.providers().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        try (InputStream services = resource("META-INF/services/" + PtyProvider.class.getName())) {
            Set<String> listed = new String(services.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).isEqualTo(provided).containsExactly(PosixPtyProvider.class.getName());
        }
    }

    @Test
    @DisplayName("META-03: the backend is found, on the module path as on the class path")
    void found() {
        assertThat(PtyProviders.installed().named("posix")).isInstanceOf(PosixPtyProvider.class);
    }
}
