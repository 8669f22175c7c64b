// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import rmux.pty.api.PtySpawnException;
import rmux.pty.api.PtySpawnException.Stage;
import rmux.pty.api.spi.SpawnRequest;
import rmux.pty.api.spi.StreamTerminal;
import rmux.pty.remote.RemoteProgram;
import rmux.pty.remote.RemoteStart;

/** Starts one program in a pod. */
final class KubernetesStart {

    private static final int OUTPUT_BUFFER = 16 * 1024;

    private KubernetesStart() {}

    /** Asks the cluster for the pod. */
    static void check(KubernetesTarget target) throws PtySpawnException {
        try (PodExec exec = new PodExec(target)) {
            exec.check();
        } catch (IOException | RuntimeException e) {
            throw failure(target, e);
        }
    }

    static StreamTerminal start(KubernetesTarget target, SpawnRequest request) throws PtySpawnException {
        RemoteStart start = RemoteStart.of(request, target.toString(), true);
        PodExec exec = null;
        ExecWatch watch = null;
        boolean started = false;
        try {
            PodExec cluster = new PodExec(target);
            exec = cluster;
            ExecWatch opened = cluster.start(start.words());
            watch = opened;
            InputStream output = new BufferedInputStream(opened.getOutput(), OUTPUT_BUFFER);
            RemoteProgram program = start.await(output, target.limit(), () -> abandon(opened));
            started = true;
            return new KubernetesTerminal(target, cluster, opened, output, program, request.command());
        } catch (PtySpawnException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(target, e);
        } finally {
            if (!started && watch != null) {
                abandon(watch);
            }
            if (!started && exec != null) {
                exec.close();
            }
        }
    }

    /** Ends the connection, and the reads of its output even if the cluster does not answer. */
    static void abandon(ExecWatch watch) {
        watch.close();
        watch.exitCode().completeExceptionally(new IOException("the connection was closed"));
    }

    private static PtySpawnException failure(KubernetesTarget target, Exception cause) {
        String reason =
                cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : PodExec.text(cause);
        PtySpawnException failure =
                new PtySpawnException(Stage.CONNECT, "kubernetes exec", target + " cannot run programs: " + reason);
        failure.initCause(cause);
        return failure;
    }
}
