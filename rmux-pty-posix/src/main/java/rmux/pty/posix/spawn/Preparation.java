// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.spawn;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.RunAs;
import rmux.pty.api.spi.LocalCommand;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.posix.jna.LibC;
import rmux.pty.posix.jna.NativeStrings;

/** Refuses what cannot work before anything is allocated. */
final class Preparation {

    private final Accounts accounts;
    private final UserThread thread;
    private final ProgramLookup lookup;
    private final SpawnFailures failures;

    Preparation(LibC libC) {
        this.accounts = new Accounts(libC);
        this.thread = new UserThread(libC);
        this.lookup = new ProgramLookup(libC);
        this.failures = new SpawnFailures(libC);
    }

    /** Finds the user, the directory and the program; the latter two with the rights of the user. */
    PreparedCommand prepare(SpawnRequest request) throws PtyException {
        LocalCommand command = LocalCommand.of(request, System.getenv(), false);
        Optional<RunAs> runAs = command.command().runAs();
        if (runAs.isEmpty()) {
            return new PreparedCommand(command, find(command), Optional.empty());
        }
        Credentials credentials = accounts.find(runAs.get());
        return new PreparedCommand(command, find(command, credentials), Optional.of(credentials));
    }

    private SystemPath find(LocalCommand command) throws PtySpawnException {
        if (command.directory().isPresent()) {
            failures.checkDirectory(
                    SystemPath.of(NativeStrings.encode(command.directory().get())));
        }
        return lookup.find(command);
    }

    private SystemPath find(LocalCommand command, Credentials credentials) throws PtySpawnException {
        AtomicReference<SystemPath> found = new AtomicReference<>();
        try {
            thread.run(credentials, () -> {
                found.set(find(command));
                return 0;
            });
        } catch (PtySpawnException e) {
            throw e;
        } catch (PtyException e) {
            throw new PtySpawnException(Stage.USER, "a program cannot be looked up as " + credentials.description(), e);
        }
        return found.get();
    }
}
