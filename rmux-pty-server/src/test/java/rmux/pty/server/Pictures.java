// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pictures in docs. */
public final class Pictures {

    private static final Path IMAGES = Path.of(System.getProperty("basedir", "."), "../docs/images");

    private Pictures() {}

    /** The picture in docs is this one; {@code -Dpictures.update=true} replaces it. */
    public static void assertPictured(String name, String svg) throws IOException {
        Path picture = IMAGES.resolve(name);
        if (Boolean.getBoolean("pictures.update")) {
            Files.writeString(picture, svg);
        }
        assertThat(svg).isEqualTo(Files.readString(picture));
    }
}
