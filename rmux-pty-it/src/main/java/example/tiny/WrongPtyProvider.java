// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.spi.SessionParts;
import rmux.pty.api.spi.SpawnRequest;

/** The same backend with one wrong behavior: empty arguments are dropped. */
final class WrongPtyProvider extends TinyPtyProvider {

    @Override
    protected SessionParts start(SpawnRequest request) throws PtyException {
        PtyCommand command = request.command();
        return super.start(new SpawnRequest(command.withArguments(command.arguments().stream()
                .filter(argument -> !argument.isEmpty())
                .toList())));
    }
}
