// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The calls of the cluster's API that a program in a pod takes; one object for each session. */
final class PodExec implements AutoCloseable {

    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final KubernetesTarget target;
    private final Cluster cluster;
    private final KubernetesClient client;

    PodExec(KubernetesTarget target) {
        this.target = target;
        this.cluster = Cluster.enter(target);
        this.client = cluster.client();
    }

    private PodResource pod() {
        return client.pods().inNamespace(target.namespace()).withName(target.pod());
    }

    private ContainerResource container() {
        PodResource pod = pod();
        return target.container().isPresent()
                ? pod.inContainer(target.container().get())
                : pod;
    }

    /** Fails unless the pod runs, as far as the user may know that. */
    void check() throws IOException {
        Pod pod;
        try {
            pod = pod().get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == FORBIDDEN) {
                return; // who may run programs in a pod need not be allowed to look at it
            }
            throw refusal(e);
        }
        if (pod == null) {
            throw new IOException("there is no such pod");
        }
        String phase = pod.getStatus() == null ? "Unknown" : pod.getStatus().getPhase();
        if (!"Running".equals(phase)) {
            throw new IOException("the pod is not running; its phase is " + phase);
        }
    }

    /** Starts a command on a terminal. */
    ExecWatch start(List<String> words) throws IOException {
        String command = cluster.commands().hide(words);
        try {
            return PlainPod.of(container()
                            .redirectingInput()
                            .redirectingOutput()
                            .withTTY()
                            .usingListener(new QuietListener()))
                    .exec(command);
        } catch (KubernetesClientException e) {
            throw refusal(e);
        } finally {
            cluster.commands().forget(command);
        }
    }

    /** Runs a script without a terminal; returns what it prints. */
    String run(String script) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String command = cluster.commands().hide(List.of("/bin/sh", "-c", script));
        try (ExecWatch watch = PlainPod.of(container().writingOutput(output).usingListener(new QuietListener()))
                .exec(command)) {
            Integer unused = exitCode(watch, target.limit());
        } catch (KubernetesClientException e) {
            throw refusal(e);
        } finally {
            cluster.commands().forget(command);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Waits for a command's exit code: null if the connection ended before there was one, -1 if it makes no sense. */
    static @Nullable Integer exitCode(ExecWatch watch, Duration limit) throws IOException {
        try {
            return watch.exitCode().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the cluster did not tell the exit code within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("the connection failed: " + text(cause), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for an exit code");
        }
    }

    private IOException refusal(KubernetesClientException failure) {
        int code = code(failure);
        if (code == 0 && failure.getCause() == null) {
            return new IOException(
                    text(failure), failure); // what the client finds by itself, such as a missing container
        }
        if (isClientGone(failure)) {
            cluster.discard();
        }
        String reason = switch (code) {
            case UNAUTHORIZED -> "the cluster does not know the user; the credentials may have expired";
            case FORBIDDEN -> "the cluster forbids it (HTTP status 403); the user needs the verb create on pods/exec";
            case NOT_FOUND -> "there is no such pod";
            default ->
                code <= 0
                        ? "the cluster at " + client.getMasterUrl() + " does not answer: " + text(failure)
                        : text(failure) + " (HTTP status " + code + ")";
        };
        return new IOException(reason, failure);
    }

    /** Whether the JDK's client has ended, as it does when memory runs out in its thread. */
    private static boolean isClientGone(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (String.valueOf(at.getMessage()).contains("selector manager closed")) {
                return true;
            }
        }
        return false;
    }

    /** The HTTP status of the answer, which may be the cause of a failed upgrade to WebSocket; 0 if there was no answer. */
    private static int code(KubernetesClientException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().code();
            }
        }
        return Math.max(0, failure.getCode());
    }

    /** The message of the first cause, which is what the network said. */
    static String text(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void close() {
        cluster.leave();
    }
}
