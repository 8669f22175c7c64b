// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.nio.file.Path;

/** Where the user's state is kept, by the XDG Base Directory specification. */
final class UserState {

    private UserState() {}

    static Path directory() {
        String configured = System.getenv("XDG_STATE_HOME");
        Path base = configured == null
                        || configured.isEmpty()
                        || !Path.of(configured).isAbsolute()
                ? Path.of(System.getProperty("user.home", "/"), ".local", "state")
                : Path.of(configured);
        return base.resolve("rmux-pty");
    }
}
