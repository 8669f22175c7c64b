// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.ssh;

import java.io.IOException;
import java.util.Map;
import rmux.pty.api.PtyException;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.remote.RemoteProgram;
import rmux.pty.remote.RemoteStart;

/** Starts one program over a connection. */
final class SshStart {

    private static final String NO_TYPE = "xterm-256color";

    private SshStart() {}

    /** Starts a program; {@code released} is run once the terminal has been closed. */
    static StreamTerminal start(SshConnection connection, SpawnRequest request, Runnable released) throws PtyException {
        SshTarget target = connection.target();
        RemoteStart start = RemoteStart.of(request, target.toString(), false);
        String type = request.environment(Map.of()).getOrDefault("TERM", NO_TYPE);
        ProgramChannel channel = new ProgramChannel(start.line(), new ProgramChannel.Terminal(type, request.size()));
        SshExit exit = new SshExit(target.toString());
        channel.addChannelListener(exit);
        boolean started = false;
        try {
            connection.register(channel);
            channel.open().verify(target.limit());
            RemoteProgram program = await(start, channel, target);
            started = true;
            return new SshTerminal(connection, channel, exit.future(), program, request.command(), released);
        } catch (PtyException e) {
            throw e;
        } catch (IOException e) {
            throw SshConnection.failure(target, "opened no channel: " + SshFailures.text(e), e);
        } finally {
            if (!started) {
                channel.close(false);
            }
        }
    }

    private static RemoteProgram await(RemoteStart start, ProgramChannel channel, SshTarget target)
            throws PtySpawnException {
        try {
            return start.await(new SshOutput(channel, target.toString()), target.limit(), () -> channel.close(false));
        } catch (PtySpawnException e) {
            String refusal = channel.refusal();
            if (refusal == null) {
                throw e;
            }
            PtySpawnException refused = new PtySpawnException(
                    refusal.equals("a terminal") ? Stage.ALLOCATE : Stage.CONNECT,
                    "ssh " + target,
                    target + " refuses " + refusal + " to " + target.user());
            refused.initCause(e);
            throw refused;
        }
    }
}
