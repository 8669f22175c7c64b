// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.command;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The logs of the libraries that a server is made of: only what somebody has to act on. */
final class ServerLogs {

    /** Held here, because the logging system forgets the level of a logger that nobody refers to. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.apache.sshd"), Logger.getLogger("org.eclipse.jetty"));

    private static final Logger OURS = Logger.getLogger("rmux.pty.server");

    private ServerLogs() {}

    /** Connections that break off are daily business, and each is a warning to these libraries. */
    static void quieten() {
        LIBRARIES.forEach(logger -> logger.setLevel(Level.SEVERE));
        OURS.setLevel(Level.WARNING); // classes of ours that extend theirs log what theirs log
    }
}
