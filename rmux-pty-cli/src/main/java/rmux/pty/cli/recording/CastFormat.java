// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli.recording;

import java.util.Arrays;
import java.util.Optional;

/** A version of the asciicast format (docs.asciinema.org, manual/asciicast). */
public enum CastFormat {
    /** The size at the top of the header, and times since the start; what every player knows. */
    V2(2),

    /** The terminal as an object of the header, times since the event before, and comments; asciinema 3. */
    V3(3);

    private final int version;

    CastFormat(int version) {
        this.version = version;
    }

    int version() {
        return version;
    }

    static Optional<CastFormat> of(int version) {
        return Arrays.stream(values())
                .filter(format -> format.version == version)
                .findFirst();
    }
}
