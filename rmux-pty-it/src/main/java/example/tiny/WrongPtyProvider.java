// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySession;

/** The same backend with one wrong behaviour: empty arguments are dropped. */
final class WrongPtyProvider extends TinyPtyProvider {

    @Override
    public PtySession spawn(PtyCommand command) throws PtyException {
        return super.spawn(command.withArguments(command.arguments().stream()
                .filter(argument -> !argument.isEmpty())
                .toList()));
    }
}
