// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api.internal.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlistedProvidersTest {

    private static final String POSIX = "rmux.pty.posix.PosixPtyProvider";

    @Test
    @DisplayName("META-03: a provider whose class is there, but which no service file lists, is named with the remedy")
    void named(@TempDir Path directory) throws Exception {
        Path classFile = directory.resolve(POSIX.replace('.', '/') + ".class");
        Files.createDirectories(classFile.getParent());
        Files.createFile(classFile);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(UnlistedProviders.explain(loader, Set.of()))
                    .startsWith(POSIX + " is on the class path, but not listed in META-INF/services/")
                    .contains("ServicesResourceTransformer", "mergeServiceFiles()");
            assertThat(UnlistedProviders.explain(loader, Set.of(POSIX))).isEmpty();
        }
    }

    @Test
    @DisplayName("META-03: nothing is said where no class of a provider is there")
    void silent() {
        assertThat(UnlistedProviders.explain(ClassLoader.getPlatformClassLoader(), Set.of()))
                .isEmpty();
    }
}
