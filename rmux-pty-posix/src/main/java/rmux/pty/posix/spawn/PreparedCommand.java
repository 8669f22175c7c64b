// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.Optional;
import rmux.pty.api.spi.LocalCommand;

/**
 * A command with what was found out about it before anything is allocated.
 *
 * @param command the command
 * @param program the path of the program
 * @param credentials what it runs as, if not as this process
 */
record PreparedCommand(LocalCommand command, SystemPath program, Optional<Credentials> credentials) {}
