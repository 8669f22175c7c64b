// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.remote.RemoteProgram;
import rmux.pty.remote.RemoteStart;

/** Starts one program in a container. */
final class DockerStart {

    private static final int OUTPUT_BUFFER = 16 * 1024;

    private DockerStart() {}

    /** Asks the engine for the container. */
    static void check(DockerTarget target) throws PtySpawnException {
        try (DockerEngine engine = new DockerEngine(target)) {
            var unused = engine.inspectContainer();
        } catch (IOException | RuntimeException e) {
            throw failure(target, e);
        }
    }

    static StreamTerminal start(DockerTarget target, SpawnRequest request) throws PtySpawnException {
        RemoteStart start = RemoteStart.of(request, target.toString(), true);
        DockerEngine engine = new DockerEngine(target);
        InputPipe input = new InputPipe();
        Response stream = null;
        boolean started = false;
        try {
            String exec = engine.createExec(start.words(), true);
            Response opened = engine.startExec(exec, true, input.source());
            stream = opened;
            InputStream output = new BufferedInputStream(opened.getBody(), OUTPUT_BUFFER);
            RemoteProgram program = start.await(output, target.limit(), opened::close);
            started = true;
            return new DockerTerminal(target, engine, exec, program, request.command(), input, output, opened);
        } catch (PtySpawnException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(target, e);
        } finally {
            if (!started) {
                input.close();
                if (stream != null) {
                    stream.close();
                }
                DockerTerminal.closeQuietly(engine);
            }
        }
    }

    private static PtySpawnException failure(DockerTarget target, Exception cause) {
        Throwable root = cause instanceof RuntimeException && cause.getCause() != null ? cause.getCause() : cause;
        PtySpawnException failure = new PtySpawnException(
                Stage.CONNECT, "docker exec", target + " cannot run programs: " + root.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
